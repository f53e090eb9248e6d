package io.tickgate.cli;

import io.tickgate.history.Gap;
import io.tickgate.history.JournalHistory;
import io.tickgate.history.TouchAnswer;
import io.tickgate.history.Trade;
import io.tickgate.record.E8;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tickgate resolve}: whether a band was touched within a window, from the journal alone. */
@Command(
        name = "resolve",
        description = {
            "Say whether a price band was touched within a window: HIT, MISS or INDETERMINATE, and what proves it.",
            "Everything is derived from the journal again, by the functions that decide bets.",
            "Exit code: 0 for HIT and MISS, 3 for INDETERMINATE."
        })
final class ResolveCommand implements Callable<Integer> {
    private static final int EXIT_INDETERMINATE = 3;
    /** What markets have by default. */
    private static final TouchRule RULE_DEFAULT =
            new TouchRule(MarketFlyweight.TOUCH_INSIDE, MarketFlyweight.BOUNDS_CLOSED, 0, 2_000_000_000L);

    /** What touches. */
    enum Touch {
        inside,
        crossed
    }

    @Spec
    CommandSpec spec;

    @Mixin
    HistoryOptions options;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "Start of the window; it belongs to it." + HistoryOptions.TIME)
    String from = "";

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "End of the window.")
    String to = "";

    @Option(names = "--min", paramLabel = "PRICE", required = true, description = "Lower bound of the band.")
    String min = "";

    @Option(names = "--max", paramLabel = "PRICE", required = true, description = "Upper bound of the band.")
    String max = "";

    @Option(
            names = "--touch",
            paramLabel = "KIND",
            description =
                    "inside: a trade in the band; crossed: also two neighbours on both sides of it. Default: as the"
                            + " symbol's first market says, else inside.")
    @Nullable
    Touch touch;

    @Option(
            names = "--bounds",
            paramLabel = "KIND",
            description =
                    "closed: end and upper bound belong to window and band; half-open: they do not. Default: as the"
                            + " market says, else closed.")
    @Nullable
    String bounds;

    @Option(
            names = "--notional",
            paramLabel = "AMOUNT",
            description = "Least price × size of a trade that touches. Default: as the market says, else 0.")
    @Nullable
    String notional;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean isJson;

    @Override
    public Integer call() throws IOException {
        TextLog.quiet();
        long fromEpochNs = options.epochNs("--from", from);
        long toEpochNs = options.epochNs("--to", to);
        long minE8 = options.decimalE8("--min", min);
        long maxE8 = options.decimalE8("--max", max);
        if (toEpochNs <= fromEpochNs) {
            throw options.invalid("--to", to, "it must be after --from");
        }
        if (maxE8 < minE8 || (maxE8 == minE8 && "half-open".equals(bounds))) {
            throw options.invalid("--max", max, "it must not be below --min, and above it where bounds are half-open");
        }
        checkBounds();
        try (JournalHistory history = options.read(fromEpochNs, toEpochNs)) {
            int streamId = options.stream(history);
            TouchRule rule = rule(history.rule(streamId));
            if (rule.last(maxE8) < minE8) {
                throw options.invalid("--max", max, "the market's bounds are half-open: it must be above --min");
            }
            TouchAnswer answer = history.history().touch(streamId, fromEpochNs, toEpochNs, minE8, maxE8, rule);
            print(history, answer, maxE8);
            return answer.outcome() == TouchAnswer.Outcome.INDETERMINATE ? EXIT_INDETERMINATE : CommandLine.ExitCode.OK;
        }
    }

    private void checkBounds() {
        if (bounds != null && !bounds.equals("closed") && !bounds.equals("half-open")) {
            throw options.invalid("--bounds", bounds, "allowed are closed and half-open");
        }
    }

    private TouchRule rule(@Nullable TouchRule ofMarket) {
        TouchRule rule = ofMarket == null ? RULE_DEFAULT : ofMarket;
        int kind = rule.kind();
        if (touch != null) {
            kind = touch == Touch.crossed ? MarketFlyweight.TOUCH_CROSSED : MarketFlyweight.TOUCH_INSIDE;
        }
        int bound = rule.bounds();
        if (bounds != null) {
            bound = bounds.equals("half-open") ? MarketFlyweight.BOUNDS_HALF_OPEN : MarketFlyweight.BOUNDS_CLOSED;
        }
        long least = notional == null ? rule.notionalMinE8() : options.decimalE8("--notional", notional);
        return new TouchRule(kind, bound, least, rule.graceNs());
    }

    private void print(JournalHistory history, TouchAnswer answer, long maxE8) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            JsonOutput.print(out, json -> new TouchJson(json).write(history, answer, maxE8));
            return;
        }
        Figures figures = new Figures(out);
        figures.line("result", "%s%s", answer.outcome(), answer.reason() == null ? "" : ", " + answer.reason());
        figures.line("symbol", "%s of %s", history.symbol(), history.venue(answer.streamId()));
        figures.line("window", "%s to %s", time(answer.fromEpochNs()), time(answer.lastEpochNs()));
        figures.line("band", "%s to %s", E8.toString(answer.minE8()), E8.toString(maxE8));
        figures.line("rule", "%s", ruleText(answer.rule()));
        trade(figures, "trade", answer.decidingTrade());
        trade(figures, "other trade", answer.otherTrade());
        counts(figures, answer);
        for (Gap gap : answer.gaps()) {
            figures.line("gap", "%s", gapText(gap));
        }
        figures.line("sequence", "%,d", answer.asOfSequence());
    }

    private static String ruleText(TouchRule rule) {
        return String.format(
                Locale.ROOT,
                "%s, %s%s, grace %s s",
                rule.isCrossing() ? "crossed" : "inside",
                rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN ? "half-open" : "closed",
                rule.notionalMinE8() == 0 ? "" : ", notional from " + E8.toString(rule.notionalMinE8()),
                BigDecimal.valueOf(rule.graceNs(), 9).stripTrailingZeros().toPlainString());
    }

    private static void trade(Figures figures, String name, @Nullable Trade trade) {
        if (trade != null) {
            figures.line(
                    name,
                    "%s at %s, id %d, sequence %d%s",
                    E8.toString(trade.priceE8()),
                    time(trade.tradeTimeEpochNs()),
                    trade.firstTradeId(),
                    trade.sequence(),
                    trade.isBackFilled() ? ", back-filled" : "");
        }
    }

    private static void counts(Figures figures, TouchAnswer answer) {
        if (answer.counts().trades() == 0) {
            figures.line("trades", "none known");
            return;
        }
        figures.line(
                "trades",
                "%,d, prices %s to %s, %,d back-filled, %,d rounded",
                answer.counts().trades(),
                E8.toString(answer.counts().minPriceE8()),
                E8.toString(answer.counts().maxPriceE8()),
                answer.counts().backFilled(),
                answer.counts().rounded());
    }

    private static String gapText(Gap gap) {
        return gap.kind().name().toLowerCase(Locale.ROOT)
                + (gap.firstTradeId() == RecordFlyweight.ABSENT
                        ? ""
                        : ", ids " + gap.firstTradeId() + " to " + gap.lastTradeId())
                + (gap.timeBeforeEpochNs() == RecordFlyweight.ABSENT ? "" : ", after " + time(gap.timeBeforeEpochNs()))
                + (gap.timeAfterEpochNs() == RecordFlyweight.ABSENT ? "" : ", before " + time(gap.timeAfterEpochNs()));
    }

    private static Instant time(long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, 1_000_000_000L), Math.floorMod(epochNs, 1_000_000_000L));
    }
}
