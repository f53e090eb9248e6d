package io.tickgate.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Prices of assets as somebody who averages over exchanges gives them: several times a second those that have changed, without trades. Owned by the thread that steps it. */
public final class AverageMarket {

    private static final long STEP_NS = 250_000_000L;
    private static final double CHANGE_CHANCE = 0.6;

    /** More digits than a client can keep, as the venue has been seen to send. */
    private static final int DECIMALS = 16;

    private static final int E8_DECIMALS = 8;

    private final List<Line> lines = new ArrayList<>();
    private final Random random;
    private long stepAtNs = STEP_NS;

    private record Line(Instrument instrument, PriceWalk walk) {

        String priceAt(long offsetNs) {
            return new BigDecimal(walk.ticksAt(offsetNs))
                    .multiply(BigDecimal.valueOf(instrument.tickSizeE8(), E8_DECIMALS))
                    .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
    }

    /** Creates one that follows the same assets as every market of this seed. */
    public AverageMarket(List<Instrument> instruments, long seed) {
        this.random = new Random(seed);
        instruments.forEach(each -> lines.add(new Line(each, new PriceWalk(seed, each))));
    }

    /** When the next step is due, in nanoseconds from the market's start; never falls. */
    public long nextOffsetNs() {
        return stepAtNs;
    }

    /**
     * Does the next step.
     *
     * @param paused symbols that do not change
     * @param onPrice takes the symbol and its new price as text
     */
    public void step(Predicate<String> paused, BiConsumer<String, String> onPrice) {
        for (Line line : lines) {
            boolean isChanged = random.nextDouble() < CHANGE_CHANCE;
            String symbol = line.instrument().symbol();
            if (isChanged && !paused.test(symbol)) {
                onPrice.accept(symbol, line.priceAt(stepAtNs));
            }
        }
        stepAtNs += STEP_NS;
    }
}
