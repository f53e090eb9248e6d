package io.tickgate.perf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.DecoderProbe;
import io.tickgate.perf.ticks.DecodedTick;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeFrameTest {
    private static final int HEADER_LENGTH = 4;
    private static final long NOW_MS = 1_723_161_255_343L;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 12_345, 1_999_999})
    void shouldBeReadBackByTheFeedWhenMade(long trade) {
        TradeFrame frame = new TradeFrame().set(trade, NOW_MS);
        DecodedTick tick = new DecodedTick();

        boolean isTick = DecoderProbe.binance(List.of(TradeFrame.SYMBOL))
                .decode(frame.array(), HEADER_LENGTH, frame.length() - HEADER_LENGTH, tick);

        assertTrue(isTick);
        assertTrue(tick.isTrade);
        assertEquals(trade + 1, tick.id);
        assertEquals(trade, TradeFrame.tradeOfPrice(tick.priceE8));
        assertEquals(NOW_MS * 1_000_000, tick.eventEpochNs);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 1_999_999})
    void shouldSayItsLengthWhenFramed(long trade) {
        FrameScanner scanner = new FrameScanner("\"p\":\"");
        TradeFrame frame = new TradeFrame().set(trade, NOW_MS);

        System.arraycopy(frame.array(), 0, scanner.buffer(), 0, frame.length());
        scanner.added(frame.length());

        assertEquals(FrameScanner.TEXT, scanner.next());
        assertEquals(frame.length() - HEADER_LENGTH, scanner.payloadLength());
        assertEquals(trade, scanner.trade());
        assertEquals(FrameScanner.NONE, scanner.next());
    }
}
