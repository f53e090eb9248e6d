package io.tickgate.proof.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.proof.chain.Chain;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiptMakerTest {
    private static final long FIRST = 101;

    /** Each is held in memory for the proof, so that few records that lie far apart cost as much as many. */
    @Test
    void shouldCountABlockOnceHoweverManyRecordsLieInIt() {
        long length = Chain.BLOCK_LENGTH;

        assertEquals(0, ReceiptMaker.blocks(new long[0], FIRST));
        assertEquals(1, ReceiptMaker.blocks(new long[] {FIRST, FIRST + 1, FIRST + length - 1}, FIRST));
        assertEquals(2, ReceiptMaker.blocks(new long[] {FIRST + length - 1, FIRST + length}, FIRST));
        long[] apart =
                LongStream.range(0, 300).map(each -> FIRST + each * length).toArray();
        assertEquals(300, ReceiptMaker.blocks(apart, FIRST));
    }
}
