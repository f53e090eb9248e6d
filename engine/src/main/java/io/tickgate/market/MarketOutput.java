package io.tickgate.market;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where a market's output goes: decisions, and what follows from them but is not recorded ({@code PRICE_CHANGED},
 * {@code BET_FORGOTTEN}, {@code COVERAGE_CHANGED}). Called on the market's thread, in order.
 */
public interface MarketOutput {
    /**
     * One output record; its checksum is not set.
     *
     * @param record from byte 0 on; valid for the call only.
     * @param length in bytes.
     */
    void onOutput(UnsafeBuffer record, int length);
}
