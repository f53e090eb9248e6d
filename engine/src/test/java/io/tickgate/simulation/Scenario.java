package io.tickgate.simulation;

import io.tickgate.record.MarketFlyweight;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The numbers of one run, as its seed draws them. */
final class Scenario {
    static final long MS = 1_000_000L;
    static final long S = 1_000 * MS;
    /** Engine and wall time at which every world begins, before jumps: ten seconds before a full minute, which has a state hash. */
    static final long T0 = 1_700_000_030L * S;

    /** Price at which every venue begins: 60,000. */
    static final long PRICE_E8 = 60_000L * 100_000_000L;

    final Thresholds thresholds;
    final MarketRule rule;
    final long clockIntervalNs;
    final long tradeMeanNs;
    final long quoteMeanNs;
    final long statementMeanNs;
    final long betMeanNs;
    final long latencyNs;
    final long chaosNs;
    final int ringSize;
    /** Whether a wrong wall clock is still wrong at the next start. */
    final boolean isWallKeptWrong;

    final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);

    /** Of health, in ns. */
    record Thresholds(long degradedNs, long criticalNs, long recoveryNs, long skewNs) {}

    /** Of the one market. */
    record MarketRule(
            int version,
            int touchKind,
            int bounds,
            long notionalMinE8,
            long leadNs,
            long graceNs,
            long deadlineNs,
            int openBetsMax) {
        MarketRule changed(Chance chance) {
            int kind = touchKind == MarketFlyweight.TOUCH_INSIDE
                    ? MarketFlyweight.TOUCH_CROSSED
                    : MarketFlyweight.TOUCH_INSIDE;
            int other = chance.oneIn(2) ? bounds : MarketFlyweight.BOUNDS_CLOSED + chance.below(2);
            return new MarketRule(
                    version + 1, kind, other, notionalMinE8, leadNs, graceNs, chance.between(5, 12) * S, openBetsMax);
        }
    }

    Scenario(Chance chance, Options options) {
        boolean isSlow = chance.oneIn(4);
        thresholds = isSlow ? new Thresholds(3 * S, 10 * S, 30 * S, 5 * S) : new Thresholds(S, 3 * S, 5 * S, 2 * S);
        rule = new MarketRule(
                1,
                1 + chance.below(2),
                1 + chance.below(2),
                chance.oneIn(4) ? PRICE_E8 / 2 : 0,
                chance.oneIn(2) ? S : S / 4,
                chance.between(0, 2) * S,
                chance.between(5, 12) * S,
                chance.oneIn(4) ? 3 : 1_000);
        clockIntervalNs = chance.of(List.of(250L, 500L, 1_000L)) * MS;
        tradeMeanNs = chance.of(List.of(200L, 400L, 800L)) * MS;
        quoteMeanNs = chance.of(List.of(700L, 3_000L, 100_000L)) * MS;
        statementMeanNs = chance.of(List.of(900L, 2_000L, 100_000L)) * MS;
        betMeanNs = chance.of(List.of(400L, 900L)) * MS;
        latencyNs = chance.of(List.of(2L, 40L, 150L)) * MS;
        chaosNs = options.chaosNs(isSlow ? 75 * S : 35 * S);
        ringSize = chance.of(List.of(16, 64));
        isWallKeptWrong = chance.oneIn(3);
        for (Trouble trouble : Trouble.values()) {
            if (chance.percent(45) && !options.without().contains(trouble)) {
                troubles.add(trouble);
            }
        }
    }
}
