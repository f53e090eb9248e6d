package io.tickgate.simulation;

import io.tickgate.market.Market;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import org.jspecify.annotations.Nullable;

/** The configuration, and what of it a start publishes: only what differs from what is journalled. */
final class Definitions {
    private final World world;
    private final Encoder encoder = new Encoder();
    private Scenario.Thresholds thresholds;
    private Scenario.MarketRule rule;

    Definitions(World world) {
        this.world = world;
        thresholds = world.scenario.thresholds;
        rule = world.scenario.rule;
    }

    Scenario.Thresholds thresholds() {
        return thresholds;
    }

    Scenario.MarketRule rule() {
        return rule;
    }

    /** Someone edits the configuration; it holds from the next start on. */
    void edit(Chance chance) {
        if (chance.oneIn(2)) {
            rule = rule.changed(chance);
        } else {
            long recoveryNs = thresholds.recoveryNs() + chance.between(-2, 2) * Scenario.S;
            thresholds = new Scenario.Thresholds(
                    thresholds.degradedNs(), thresholds.criticalNs(), recoveryNs, thresholds.skewNs());
        }
    }

    void publishStart(EngineLife engine) {
        if (world.plant.fires(PlantedFault.STARTED_WITHOUT_RECORD) && engine.number() > 0) {
            return;
        }
        long nowEpochNs = engine.nowEpochNs();
        publish(encoder.encode(buffer -> new EngineStartedFlyweight()
                .wrap(buffer)
                .set(nowEpochNs, nowEpochNs + engine.clock().wallOffsetNs(), Market.RULES_VERSION, "simulated")));
    }

    void publishChanges() {
        long nowEpochNs = world.host.nowEpochNs();
        // What is journalled already is what a walk over the whole journal says; records still in the ring died with
        // it.
        JournalledDefinitions journalled = JournalledDefinitions.of(world.disk.journal.appended());
        if (!journalled.hasStream) {
            publishBasics(nowEpochNs);
        }
        Scenario.Thresholds wanted = world.plant.thresholds(thresholds);
        if (!wanted.equals(journalled.thresholds)) {
            note(journalled.thresholds, RarePath.THRESHOLDS_CHANGED);
            publish(encoder.encode(buffer -> new HealthThresholdsFlyweight()
                    .wrap(buffer)
                    .set(
                            nowEpochNs,
                            wanted.degradedNs(),
                            wanted.criticalNs(),
                            wanted.recoveryNs(),
                            wanted.skewNs(),
                            wanted.skewNs())));
        }
        if (journalled.ruleVersion != rule.version()) {
            publish(encoder.encode(buffer -> write(rule, new MarketFlyweight().wrap(buffer), nowEpochNs)));
        }
    }

    private void note(@Nullable Object before, RarePath path) {
        if (before != null) {
            world.paths.reached(path);
        }
    }

    private void publishBasics(long nowEpochNs) {
        publish(encoder.encode(buffer -> new VenueFlyweight().wrap(buffer).set(nowEpochNs, World.VENUE, "venue")));
        publish(encoder.encode(buffer -> new InstrumentFlyweight()
                .wrap(buffer)
                .set(nowEpochNs, World.INSTRUMENT, InstrumentFlyweight.CONFIGURED, false, "BTC/USD", "")));
        publish(encoder.encode(buffer -> new StreamFlyweight()
                .wrap(buffer)
                .set(
                        nowEpochNs,
                        World.STREAM,
                        World.VENUE,
                        World.INSTRUMENT,
                        0,
                        StreamFlyweight.TRADES,
                        false,
                        "BTC-USD")));
    }

    private void write(Scenario.MarketRule rule, MarketFlyweight market, long nowEpochNs) {
        market.begin(nowEpochNs, "btc")
                .marketId(World.MARKET)
                .version(rule.version())
                .instrumentId(World.INSTRUMENT)
                .settlementStreamId(World.STREAM)
                .touchKind(rule.touchKind())
                .bounds(rule.bounds())
                .touchNotionalMinE8(rule.notionalMinE8())
                .leadNs(world.plant.leadNs(rule.leadNs()))
                .graceNs(rule.graceNs())
                .deadlineNs(world.plant.deadlineNs(rule.deadlineNs()))
                .windowMinNs(0)
                .windowMaxNs(60 * Scenario.S)
                .aheadMaxNs(120 * Scenario.S)
                .bandMinE8(0)
                .bandMaxE8(100_000_000_000L)
                .stakeMinMinor(1)
                .stakeMaxMinor(100)
                .exposureMaxMinor(1_000_000)
                .openBetsMax(rule.openBetsMax());
    }

    private void publish(byte[] record) {
        // The ring of a start is empty, and larger than all definitions of this world.
        world.host.publish(record, false, false);
    }
}
