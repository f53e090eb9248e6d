package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentTradeIdsTest {
    private final RecentTradeIds ids = new RecentTradeIds();

    @Test
    void shouldKnowTheNewestAndForgetTheOldest() {
        for (long id = 0; id < 3L * RecentTradeIds.SIZE; id++) {
            assertTrue(ids.add(id));
            assertFalse(ids.add(id));
        }

        assertFalse(ids.add(2L * RecentTradeIds.SIZE));
        assertTrue(ids.add(2L * RecentTradeIds.SIZE - 1));
    }

    @Test
    void shouldTakeAnyIdOnceAfterItWasCleared() {
        ids.add(-1);
        ids.clear();

        assertTrue(ids.add(-1));
        assertFalse(ids.add(-1));
    }
}
