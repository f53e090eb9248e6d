package io.tickgate.publish;

/**
 * What proved that a missed bet's window was over. Immutable.
 *
 * @param source of {@link io.tickgate.record.WatermarkFlyweight}.
 * @param tradeId newest trade id that the proof names.
 * @param timeEpochNs until when it says that nothing more comes.
 * @param sequence of the record that is the proof.
 */
public record BetWatermark(int source, long tradeId, long timeEpochNs, long sequence) {}
