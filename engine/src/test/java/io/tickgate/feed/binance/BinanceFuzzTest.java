package io.tickgate.feed.binance;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tickgate.feed.decode.Agreement;

/**
 * Any bytes at all: the scanner reads them as the parser does or leaves them, and neither throws. Replays its seeds and findings; fuzzes
 * with {@code JAZZER_FUZZ=1}.
 */
class BinanceFuzzTest {
    private static final Agreement AGREEMENT = BinanceFramesTest.newAgreement();

    @FuzzTest(maxDuration = "3m")
    void shouldReadAnyBytesAlikeOrLeaveThem(byte[] frame) {
        AGREEMENT.check(frame);
    }
}
