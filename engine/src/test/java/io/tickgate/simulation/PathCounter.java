package io.tickgate.simulation;

import io.tickgate.record.BetRefusal;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.RecordKind;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts which rare paths the decisions of a run show. */
final class PathCounter implements JournalWalk.Checker {
    private final RarePaths paths;
    private final Evidence evidence;

    PathCounter(World world) {
        paths = world.paths;
        evidence = world.evidence;
        for (Evidence.Answer answer : evidence.answers) {
            switch (answer.told()) {
                case FOUND -> paths.reached(RarePath.QUERY_FOUND);
                case KEY_REUSED -> paths.reached(RarePath.KEY_REUSED);
                case NOT_ACCEPTED -> paths.reached(RarePath.QUERY_NOT_ACCEPTED);
                default -> {}
            }
        }
    }

    @Override
    public void beforeContent(JournalWalk walk) {
        // Only what came of it is counted.
    }

    @Override
    public void afterContent(JournalWalk walk) {
        if (walk.taken == StreamModel.Kind.DOUBTED) {
            paths.reached(RarePath.TRADE_QUARANTINED);
        }
        if (walk.isAnew) {
            paths.reached(RarePath.VENUE_RESET);
        }
        for (byte[] decision : walk.decisions()) {
            count(walk, decision, new UnsafeBuffer(decision));
        }
    }

    private void count(JournalWalk walk, byte[] decision, UnsafeBuffer buffer) {
        switch (EngineLife.kindOf(decision)) {
            case GAP_CONFIRMED -> paths.reached(RarePath.GAP_CONFIRMED);
            case GAP_FILLED -> paths.reached(RarePath.GAP_FILLED);
            case BET_REPEATED -> paths.reached(RarePath.BET_REPEATED);
            case BET_REFUSED ->
                countRefusal(BetRefusal.of(new BetRefusedFlyweight()
                        .wrap(buffer, 0, decision.length)
                        .refusalCode()));
            case GATE_CHANGED ->
                countGate(GateReason.of(new GateChangedFlyweight()
                        .wrap(buffer, 0, decision.length)
                        .reasonCode()));
            case STREAM_HEALTH_CHANGED ->
                countHealth(walk, new HealthChangedFlyweight().wrap(buffer, 0, decision.length));
            default -> {}
        }
    }

    private void countRefusal(BetRefusal refusal) {
        switch (refusal) {
            case COMMAND_EXPIRED -> paths.reached(RarePath.COMMAND_EXPIRED);
            case GATE_CLOSED, IDEMPOTENCY_KEY_REUSED -> {}
            default -> paths.reached(RarePath.BET_REFUSED_BY_RULE);
        }
    }

    private void countGate(GateReason reason) {
        switch (reason) {
            case SETTLEMENT_COVERAGE -> paths.reached(RarePath.GATE_CLOSED_BY_COVERAGE);
            case DISK -> paths.reached(RarePath.GATE_CLOSED_BY_DISK);
            case CLOCK -> paths.reached(RarePath.GATE_CLOSED_BY_CLOCK);
            default -> {}
        }
    }

    private void countHealth(JournalWalk walk, HealthChangedFlyweight changed) {
        HealthState state = HealthState.of(changed.stateCode());
        if (state == HealthState.DEGRADED) {
            paths.reached(RarePath.DEGRADED);
        }
        if (state != HealthState.CRITICAL) {
            return;
        }
        if (walk.kind == RecordKind.ENGINE_STARTED) {
            paths.reached(RarePath.CRITICAL_BY_START);
        } else if (HealthState.of(changed.previousStateCode()) == HealthState.RECOVERING) {
            paths.reached(RarePath.CRITICAL_WHILE_RECOVERING);
        } else {
            Evidence.RingEntry entry = walk.entry;
            boolean isPause = entry != null
                    && evidence.pauses.stream()
                            .anyMatch(each -> each[1] <= entry.atNs() && entry.atNs() - each[1] < 1_000_000_000L);
            paths.reached(isPause ? RarePath.CRITICAL_BY_PAUSE : RarePath.CRITICAL_BY_SILENCE);
        }
    }
}
