package io.tickgate.engine;

import io.tickgate.config.MarketConfig;
import io.tickgate.record.MarketFlyweight;
import org.agrona.MutableDirectBuffer;

/** Writes a market of the configuration as its definition record. */
final class MarketRule {
    private MarketRule() {}

    static MarketFlyweight write(
            MutableDirectBuffer target,
            long nowEpochNs,
            MarketConfig config,
            int marketId,
            int instrumentId,
            int settlementStreamId) {
        return new MarketFlyweight()
                .wrap(target)
                .begin(nowEpochNs, config.name())
                .marketId(marketId)
                .instrumentId(instrumentId)
                .settlementStreamId(settlementStreamId)
                .touchKind(config.touch().code())
                .bounds(config.bounds().code())
                .leadNs(config.leadNs())
                .windowMinNs(config.windowMinNs())
                .windowMaxNs(config.windowMaxNs())
                .aheadMaxNs(config.aheadMaxNs())
                .bandMinE8(config.bandMinE8())
                .bandMaxE8(config.bandMaxE8())
                .stakeMinMinor(config.stakeMinMinor())
                .stakeMaxMinor(config.stakeMaxMinor())
                .exposureMaxMinor(config.exposureMaxMinor())
                .openBetsMax(config.openBetsMax())
                .touchNotionalMinE8(config.touchNotionalMinE8())
                .graceNs(config.graceNs())
                .deadlineNs(config.deadlineNs())
                .quoteAgeMaxNs(config.quoteAgeMaxNs())
                .quoteMoveMaxE8(config.quoteMoveMaxE8());
    }
}
