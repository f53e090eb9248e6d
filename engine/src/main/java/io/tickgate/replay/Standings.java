package io.tickgate.replay;

import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthChangedFlyweight;
import io.tickgate.record.HealthState;
import io.tickgate.record.SourceChangedFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a while (gates, health, sources), by the journal's rules and by the changed ones: finds the times during which the two
 * differ. Owned by one thread; bounded by the ids of the definitions.
 */
final class Standings {
    private record Key(WhatIfKind kind, int id) {}

    private static final class Standing {
        private String was = "";
        private String wouldBe = "";
        private @Nullable WhatIfDifference open;
    }

    private final WhatIfSums sums;
    private final DefinedNames names;
    private final Map<Key, Standing> standings = new HashMap<>();
    private final List<Key> moved = new ArrayList<>();

    Standings(WhatIfSums sums, DefinedNames names) {
        this.sums = sums;
        this.names = names;
    }

    /**
     * Takes in a decision if it is one of these.
     *
     * @param decision of either market.
     * @param isChanged whether it is that of the changed rules.
     * @return whether it was.
     */
    boolean take(DecisionCopy decision, boolean isChanged) {
        int length = decision.header().length();
        switch (decision.kind()) {
            case GATE_CHANGED -> {
                GateChangedFlyweight gate = new GateChangedFlyweight().wrap(decision.bytes(), 0, length);
                move(
                        WhatIfKind.GATE,
                        gate.marketId(),
                        GateReason.of(gate.reasonCode()).name(),
                        isChanged);
            }
            case STREAM_HEALTH_CHANGED -> {
                HealthChangedFlyweight health = new HealthChangedFlyweight().wrap(decision.bytes(), 0, length);
                move(
                        WhatIfKind.HEALTH,
                        health.streamId(),
                        HealthState.of(health.stateCode()).name(),
                        isChanged);
            }
            case SOURCE_CHANGED -> {
                SourceChangedFlyweight source = new SourceChangedFlyweight().wrap(decision.bytes(), 0, length);
                move(WhatIfKind.SOURCE, source.instrumentId(), names.stream(source.toStreamId()), isChanged);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void move(WhatIfKind kind, int id, String state, boolean isChanged) {
        Key key = new Key(kind, id);
        Standing standing = standings.computeIfAbsent(key, each -> new Standing());
        if (isChanged) {
            standing.wouldBe = state;
        } else {
            standing.was = state;
        }
        moved.add(key);
    }

    /** All decisions of a moment have been taken in. */
    void judge(long sequence, long epochNs) {
        for (Key key : moved) {
            Standing standing = standings.get(key);
            if (standing != null) {
                judge(key, standing, sequence, epochNs);
            }
        }
        moved.clear();
    }

    private void judge(Key key, Standing standing, long sequence, long epochNs) {
        WhatIfDifference open = standing.open;
        boolean isSame = standing.was.equals(standing.wouldBe);
        if (open != null
                && !isSame
                && open.was().equals(standing.was)
                && open.wouldBe().equals(standing.wouldBe)) {
            return;
        }
        if (open != null) {
            sums.end(open, epochNs);
            standing.open = null;
        }
        if (!isSame) {
            WhatIfDifference begun = new WhatIfDifference(
                    key.kind(), name(key), sequence, epochNs, text(standing.was), text(standing.wouldBe));
            sums.add(begun, begun.was(), begun.wouldBe());
            standing.open = begun;
        }
    }

    private static String text(String state) {
        return state.isEmpty() ? "unknown" : state;
    }

    private String name(Key key) {
        return switch (key.kind()) {
            case GATE -> names.market(key.id());
            case HEALTH -> names.stream(key.id());
            default -> names.instrument(key.id());
        };
    }

    /** The journal has ended: so does what lasts. */
    void finish(long epochNs) {
        for (Standing standing : standings.values()) {
            WhatIfDifference open = standing.open;
            if (open != null) {
                sums.end(open, epochNs);
            }
        }
    }
}
