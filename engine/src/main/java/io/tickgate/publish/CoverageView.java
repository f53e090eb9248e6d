package io.tickgate.publish;

/**
 * How complete a stream's trades are, as of the last change of that.
 *
 * @param streamId of the stream.
 * @param isContinuous whether no trade can be missed now without a sign; false from a disconnect, stall or start to the next trade.
 * @param headTradeId newest trade id that was covered when this changed; {@link io.tickgate.record.RecordFlyweight#ABSENT} when none.
 * @param missingTrades trade ids that were confirmed as lost and have not come, since the first record.
 * @param changedEpochNs engine time of the change.
 */
public record CoverageView(
        int streamId, boolean isContinuous, long headTradeId, long missingTrades, long changedEpochNs) {}
