package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.S;

import io.tickgate.publish.BetView;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The places at which a {@link PlantedFault} changes what goes through. Without a fault everything passes as it is. */
final class Plant {
    private static final long FROZEN_NS = 20 * S;

    private final World world;
    private final PlantedFault fault;
    private final Chance chance;
    private long frozenAtEpochNs;

    Plant(World world, PlantedFault fault, Chance chance) {
        this.world = world;
        this.fault = fault;
        this.chance = chance;
    }

    boolean is(PlantedFault asked) {
        return fault == asked;
    }

    /** Whether it shows now: one time in four, as bugs do. */
    boolean fires(PlantedFault asked) {
        return fault == asked && chance.oneIn(4);
    }

    long engineTime(long engineTimeEpochNs, long wallOffsetNs) {
        return switch (fault) {
            case WALL_CLOCK_DECIDES -> engineTimeEpochNs + wallOffsetNs;
            case PAUSE_HIDDEN -> engineTimeEpochNs - world.host.stoodStillNs();
            case ENGINE_TIME_FROZEN -> frozen(engineTimeEpochNs);
            default -> engineTimeEpochNs;
        };
    }

    private long frozen(long engineTimeEpochNs) {
        if (engineTimeEpochNs - frozenAtEpochNs > 2 * FROZEN_NS) {
            frozenAtEpochNs = engineTimeEpochNs;
        }
        return engineTimeEpochNs - frozenAtEpochNs < FROZEN_NS ? frozenAtEpochNs : engineTimeEpochNs;
    }

    Scenario.Thresholds thresholds(Scenario.Thresholds configured) {
        return fault == PlantedFault.RECOVERY_SHORTENED
                ? new Scenario.Thresholds(
                        configured.degradedNs(),
                        configured.criticalNs(),
                        configured.recoveryNs() / 5,
                        configured.skewNs())
                : configured;
    }

    long leadNs(long configuredNs) {
        return fault == PlantedFault.LEAD_IGNORED ? 0 : configuredNs;
    }

    String key(String key) {
        return fires(PlantedFault.KEY_ALTERED) ? key + "-" + chance.below(1_000_000) : key;
    }

    Evidence.Terms terms(Evidence.Terms terms) {
        return terms;
    }

    @Nullable
    BetView known(@Nullable BetView bet) {
        return fires(PlantedFault.KNOWN_BET_HIDDEN) ? null : bet;
    }

    long tradeId(long id) {
        return id;
    }

    long tradeTime(long timeEpochNs) {
        return timeEpochNs;
    }

    long newestId(long id) {
        return id;
    }

    long statedTime(long venueEpochNs) {
        return venueEpochNs;
    }

    List<byte[]> replayed(List<byte[]> journal) {
        return journal;
    }

    /** What is recorded instead of a decision. */
    List<byte[]> decided(byte[] decision, Encoder encoder) {
        List<byte[]> recorded = new ArrayList<>();
        recorded.add(decision);
        if (EngineLife.kindOf(decision) == RecordKind.BET_ACCEPTED && fires(PlantedFault.REFERENCE_ALTERED)) {
            recorded.set(0, encoder.altered(decision, Plant::alterReference));
        }
        return recorded;
    }

    private static void alterReference(UnsafeBuffer decision) {
        int priceOffset = 72;
        decision.putLong(
                priceOffset, decision.getLong(priceOffset, RecordFlyweight.BYTE_ORDER) + 1, RecordFlyweight.BYTE_ORDER);
    }
}
