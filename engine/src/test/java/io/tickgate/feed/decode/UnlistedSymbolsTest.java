package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnlistedSymbolsTest {
    private final Counters counters = Counters.inMemory();
    private final UnlistedSymbols unlisted = new UnlistedSymbols(counters);

    @Test
    void shouldGiveEachSymbolOnceInTheOrderOfTheirComing() {
        List<String> given = new ArrayList<>();

        unlisted.note("A");
        unlisted.note("币");
        unlisted.note("A");
        assertEquals(2, unlisted.drain(given::add));
        unlisted.note("B");
        unlisted.note("A");
        assertEquals(1, unlisted.drain(given::add));

        assertEquals(List.of("A", "币", "B"), given);
        assertTrue(isNoted("币"));
        assertFalse(isNoted("C"));
    }

    @Test
    void shouldNoteNoMoreThanItsBoundAndCountTheRest() {
        for (int i = 0; i < UnlistedSymbols.SYMBOLS_MAX + 5; i++) {
            unlisted.note("SYMBOL" + i);
        }

        assertEquals(UnlistedSymbols.SYMBOLS_MAX, unlisted.drain(symbol -> assertTrue(isNoted(symbol))));
        assertFalse(isNoted("SYMBOL" + UnlistedSymbols.SYMBOLS_MAX));
        assertEquals(5, counters.get(Counter.UNLISTED_DROPPED));
    }

    private boolean isNoted(String symbol) {
        byte[] bytes = ("x" + symbol).getBytes(StandardCharsets.UTF_8);
        return unlisted.isNoted(bytes, 1, bytes.length - 1);
    }
}
