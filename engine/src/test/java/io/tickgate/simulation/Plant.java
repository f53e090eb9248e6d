package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.S;

import io.tickgate.publish.BetView;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.util.ArrayList;
import java.util.Collections;
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
    private long newestTradeId;
    private long swallowed;

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
        return is(PlantedFault.WINDOW_EDGE_SHIFTED)
                ? new Evidence.Terms(
                        terms.minE8(),
                        terms.maxE8(),
                        terms.fromEpochNs() + 1,
                        terms.toEpochNs() + 1,
                        terms.stakeMinor())
                : terms;
    }

    @Nullable
    BetView known(@Nullable BetView bet) {
        return fires(PlantedFault.KNOWN_BET_HIDDEN) ? null : bet;
    }

    long tradeId(long id) {
        if (fault != PlantedFault.HOLE_SWALLOWED) {
            newestTradeId = Math.max(newestTradeId, id);
            return id;
        }
        boolean isNext = id > newestTradeId && id < newestTradeId + 1_000;
        swallowed += isNext ? id - newestTradeId - 1 : 0;
        newestTradeId = Math.max(newestTradeId, id);
        return id - swallowed;
    }

    long tradeTime(long timeEpochNs) {
        return is(PlantedFault.TRADE_TIME_CUT) ? timeEpochNs / 1_000 * 1_000 : timeEpochNs;
    }

    long newestId(long id) {
        return switch (fault) {
            case HOLE_SWALLOWED -> id - swallowed;
            case SILENCE_CLAIMED -> newestTradeId;
            default -> id;
        };
    }

    long deadlineNs(long configuredNs) {
        return is(PlantedFault.VOID_TOO_EARLY) ? configuredNs / 2 : configuredNs;
    }

    List<byte[]> replayed(List<byte[]> journal) {
        if (journal.size() < 40 || !fires(PlantedFault.REPLAYED_IN_OTHER_ORDER)) {
            return journal;
        }
        List<byte[]> other = new ArrayList<>(journal);
        int at = 20 + chance.below(journal.size() - 30);
        Collections.swap(other, at, at + 1);
        return other;
    }

    /** The records behind a snapshot. */
    List<byte[]> behindSnapshot(List<byte[]> tail) {
        return is(PlantedFault.STALE_SNAPSHOT) ? tail.subList(Math.min(tail.size(), 20), tail.size()) : tail;
    }

    /** What is recorded beyond what is decided, at the end of a recovery. */
    List<byte[]> recovered(List<byte[]> decisions) {
        if (!is(PlantedFault.OUTCOME_DOUBLED)) {
            return List.of();
        }
        List<byte[]> outcomes = decisions.stream()
                .filter(each -> EngineLife.kindOf(each) == RecordKind.BET_DECIDED)
                .toList();
        return outcomes.isEmpty() ? List.of() : List.of(outcomes.get(outcomes.size() - 1));
    }

    /** What is recorded instead of a decision. */
    List<byte[]> decided(byte[] decision, Encoder encoder) {
        List<byte[]> recorded = new ArrayList<>();
        recorded.add(decision);
        if (EngineLife.kindOf(decision) == RecordKind.BET_DECIDED) {
            alterOutcome(decision, encoder, recorded);
        } else if (EngineLife.kindOf(decision) == RecordKind.BET_ACCEPTED && fires(PlantedFault.REFERENCE_ALTERED)) {
            recorded.set(0, encoder.altered(decision, Plant::alterReference));
        }
        return recorded;
    }

    private void alterOutcome(byte[] decision, Encoder encoder, List<byte[]> recorded) {
        int outcome = new BetDecidedFlyweight()
                .wrap(new UnsafeBuffer(decision), 0, decision.length)
                .outcome();
        boolean isVoid = outcome == BetOutcome.VOID.code();
        if (fires(PlantedFault.OUTCOME_OMITTED)) {
            recorded.clear();
        } else if (isVoid && fires(PlantedFault.HIT_INVENTED)) {
            recorded.set(0, encoder.altered(decision, buffer -> outcome(buffer, BetOutcome.HIT)));
        } else if (isVoid && fires(PlantedFault.MISS_WITHOUT_PROOF)) {
            recorded.set(0, encoder.altered(decision, buffer -> outcome(buffer, BetOutcome.MISS)));
        } else if (!isVoid && fires(PlantedFault.OUTCOME_CHANGED)) {
            recorded.add(encoder.altered(decision, buffer -> outcome(buffer, BetOutcome.VOID)));
        }
    }

    private static void outcome(UnsafeBuffer decision, BetOutcome outcome) {
        new BetDecidedFlyweight().wrap(decision, 0, BetDecidedFlyweight.LENGTH).outcome(outcome.code());
    }

    private static void alterReference(UnsafeBuffer decision) {
        int priceOffset = 72;
        decision.putLong(
                priceOffset, decision.getLong(priceOffset, RecordFlyweight.BYTE_ORDER) + 1, RecordFlyweight.BYTE_ORDER);
    }
}
