package io.tickgate.cli.venues;

import static io.tickgate.simulator.fault.Fault.acceptThenNothing;
import static io.tickgate.simulator.fault.Fault.badFrames;
import static io.tickgate.simulator.fault.Fault.disconnect;
import static io.tickgate.simulator.fault.Fault.refusal;
import static io.tickgate.simulator.fault.Fault.silence;
import static io.tickgate.simulator.fault.Fault.stallStream;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.market.Venue;
import io.tickgate.status.Counter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One line of the table of faults.
 *
 * @param name of the fault, with its venue.
 * @param venue that has it.
 * @param faults injected in this order.
 * @param signs one of which must rise; none when the fault must not even be noticed.
 * @param healSeconds within which the venue delivers after the end of the fault: its limit and a margin of 10 s for two loaded cores.
 * @param keepsGap whether ids may stay missing: the venue does not have them, or must not be asked.
 * @param properties of the configuration.
 */
record FaultCase(
        String name,
        Venue venue,
        List<Fault> faults,
        List<Counter> signs,
        int healSeconds,
        boolean keepsGap,
        Map<String, String> properties) {
    private static final int MARGIN_SECONDS = 10;
    /** Of a wait that doubles up to 1 s, an open breaker of 1 s, and 2 s for what is missing to be confirmed. */
    private static final int RECONNECT_SECONDS = 4 + MARGIN_SECONDS;
    /** After the venue refused with a status that asks for peace. */
    private static final int REFUSED_SECONDS = 60 + RECONNECT_SECONDS;

    private static final String BTC = "BTCUSDT";
    private static final String COINBASE_BTC = "BTC-USD";

    @Override
    public String toString() {
        return name;
    }

    /** Whether it must cost neither the connection nor a single trade. */
    boolean isHarmless() {
        return signs.isEmpty() || signs.equals(List.of(Counter.FRAMES_FALLBACK));
    }

    /** All kinds of faults; those that take longest first, as some run side by side. */
    static List<FaultCase> all() {
        List<FaultCase> all = new ArrayList<>();
        refused(all);
        handshakes(all);
        connections(all);
        data(all);
        values(all);
        rest(all);
        return all;
    }

    private static void refused(List<FaultCase> all) {
        for (FaultKind kind : List.of(FaultKind.LEGAL, FaultKind.FORBIDDEN, FaultKind.TOO_MANY, FaultKind.BANNED)) {
            // A ban is for REST too, and longer than a test.
            all.add(new FaultCase(
                    "binance " + kind.label(),
                    Venue.BINANCE,
                    List.of(refusal(kind, 3, 2), disconnect(false)),
                    List.of(Counter.CONNECT_FAILURES),
                    REFUSED_SECONDS,
                    kind == FaultKind.BANNED,
                    Map.of()));
        }
    }

    private static void handshakes(List<FaultCase> all) {
        List<Counter> failed = List.of(Counter.CONNECT_FAILURES);
        all.add(binance("refuse", RECONNECT_SECONDS, failed, Fault.refuse(4), disconnect(true)));
        all.add(binance("slow_handshake", RECONNECT_SECONDS, failed, Fault.slowHandshake(3, 2), disconnect(true)));
        all.add(binance("accept_then_nothing", RECONNECT_SECONDS, failed, acceptThenNothing(4), disconnect(true)));
        all.add(binance(
                "glued_first_frame",
                RECONNECT_SECONDS,
                List.of(Counter.DISCONNECTS),
                Fault.gluedFirstFrame(1),
                disconnect(true)));
        all.add(byMessage("ack_error", RECONNECT_SECONDS, Fault.ackError(1, false)));
        all.add(byMessage("ack_error nested", RECONNECT_SECONDS, Fault.ackError(1, true)));
        all.add(byMessage("ack_then_nothing", RECONNECT_SECONDS, Fault.ackThenNothing(4, null)));
    }

    private static void connections(List<FaultCase> all) {
        List<Counter> ended = List.of(Counter.DISCONNECTS);
        all.add(binance("disconnect", RECONNECT_SECONDS, ended, disconnect(false)));
        all.add(binance("disconnect abrupt", RECONNECT_SECONDS, ended, disconnect(true)));
        all.add(binance("policy_close", RECONNECT_SECONDS, ended, Fault.policyClose()));
        all.add(binance(
                "server_shutdown",
                RECONNECT_SECONDS,
                List.of(Counter.ROTATIONS, Counter.DISCONNECTS),
                Fault.serverShutdown(4)));
        all.add(binance("life_cut", RECONNECT_SECONDS, ended, Fault.lifeCut(1, 1)));
        all.add(binance("half_open", RECONNECT_SECONDS, List.of(Counter.STALLS), Fault.halfOpen(4)));
        all.add(binance("ping_flood", MARGIN_SECONDS, List.of(), Fault.pingFlood(1_000)));
        all.add(coinbase("disconnect", ended, disconnect(true)));
        all.add(coinbase("half_open", List.of(Counter.STALLS), Fault.halfOpen(4)));
        all.add(on(Venue.COINCAP, "coincap disconnect", RECONNECT_SECONDS, ended, disconnect(true)));
        all.add(on(
                Venue.COINCAP, "coincap silence", RECONNECT_SECONDS, List.of(Counter.STALLS), silence(4, null, false)));
    }

    private static void data(List<FaultCase> all) {
        List<Counter> stalls = List.of(Counter.STALLS);
        List<Counter> gap = List.of(Counter.GAPS_CONFIRMED);
        all.add(binance("silence", RECONNECT_SECONDS, stalls, silence(4, null, false)));
        all.add(binance("silence trading", RECONNECT_SECONDS, stalls, silence(4, null, true)));
        all.add(binance(
                "silence of one symbol", RECONNECT_SECONDS, List.of(Counter.STREAM_STALLS), silence(13, BTC, false)));
        all.add(binance("stall_stream trading", RECONNECT_SECONDS, gap, stallStream(4, BTC, "trade", true)));
        all.add(binance("stall_stream quotes", RECONNECT_SECONDS, List.of(), stallStream(4, BTC, "bookTicker", false)));
        all.add(binance("gap", RECONNECT_SECONDS, gap, Fault.gap(40, BTC)));
        all.add(new FaultCase(
                "binance gap never",
                Venue.BINANCE,
                List.of(Fault.gap(40, BTC, true)),
                gap,
                RECONNECT_SECONDS,
                true,
                Map.of()));
        all.add(coinbase("gap", gap, Fault.gap(10, COINBASE_BTC)));
        all.add(binance("duplicate", MARGIN_SECONDS, List.of(), Fault.duplicate(20, BTC)));
        all.add(binance(
                "old_trades",
                RECONNECT_SECONDS,
                List.of(Counter.DISCONNECTS),
                Fault.oldTrades(20, null),
                disconnect(true)));
        all.add(binance("reorder", RECONNECT_SECONDS, List.of(), Fault.reorder(10, BTC)));
        all.add(binance("garbage", MARGIN_SECONDS, List.of(Counter.FRAMES_MALFORMED), Fault.garbage(20, BTC)));
        all.add(coinbase("garbage", List.of(Counter.FRAMES_MALFORMED), Fault.garbage(20, COINBASE_BTC)));
        all.add(binance(
                "big_frame", RECONNECT_SECONDS, List.of(Counter.FRAMES_OVERSIZED), Fault.bigFrame(5_000_000, BTC)));
        all.add(binance("not_json", MARGIN_SECONDS, List.of(Counter.FRAMES_MALFORMED), Fault.notJson(7)));
    }

    private static void values(List<FaultCase> all) {
        List<Counter> rejected = List.of(Counter.TICKS_REJECTED);
        List<Counter> tolerant = List.of(Counter.FRAMES_FALLBACK);
        all.add(value(FaultKind.CROSSED_BOOK, List.of(), ""));
        all.add(value(FaultKind.ZERO_PRICE, rejected, ""));
        all.add(value(FaultKind.ZERO_PRICE, List.of(), "noTrade"));
        all.add(value(FaultKind.ABSURD_PRICE, List.of(), ""));
        all.add(value(FaultKind.ABSURD_PRICE, rejected, "digits"));
        all.add(value(FaultKind.SCIENTIFIC, tolerant, ""));
        all.add(value(FaultKind.LONG_DECIMALS, List.of(), ""));
        all.add(value(FaultKind.NEW_FIELDS, tolerant, ""));
        all.add(value(FaultKind.REORDERED_KEYS, tolerant, ""));
        all.add(value(FaultKind.EMPTY_SIDES, List.of(), ""));
    }

    private static void rest(List<FaultCase> all) {
        List<Counter> refused = List.of(Counter.REST_FAILURES);
        all.add(binance(
                "rest_too_many",
                15 + MARGIN_SECONDS,
                refused,
                refusal(FaultKind.REST_TOO_MANY, 4, 2),
                Fault.gap(40, BTC)));
        all.add(binance(
                "rest_error", 15 + MARGIN_SECONDS, refused, refusal(FaultKind.REST_ERROR, 4, 0), Fault.gap(40, BTC)));
        all.add(binance(
                "rest_slow",
                15 + MARGIN_SECONDS,
                List.of(Counter.GAPS_CONFIRMED),
                Fault.restSlow(4, 3_000),
                Fault.gap(40, BTC)));
    }

    /** Twenty frames with a bad value; the option, by its name, is left out if that is empty. */
    private static FaultCase value(FaultKind kind, List<Counter> signs, String option) {
        Fault fault = badFrames(kind, 20, BTC);
        return binance(
                (kind.label() + " " + option).trim(),
                RECONNECT_SECONDS,
                signs,
                option.isEmpty() ? fault : fault.with(true));
    }

    private static FaultCase binance(String name, int healSeconds, List<Counter> signs, Fault... faults) {
        return on(Venue.BINANCE, "binance " + name, healSeconds, signs, faults);
    }

    private static FaultCase coinbase(String name, List<Counter> signs, Fault... faults) {
        return on(Venue.COINBASE, "coinbase " + name, RECONNECT_SECONDS, signs, faults);
    }

    private static FaultCase on(Venue venue, String name, int healSeconds, List<Counter> signs, Fault... faults) {
        return new FaultCase(name, venue, Arrays.asList(faults), signs, healSeconds, false, Map.of());
    }

    private static FaultCase byMessage(String name, int healSeconds, Fault fault) {
        return new FaultCase(
                "binance " + name,
                Venue.BINANCE,
                List.of(fault, disconnect(true)),
                List.of(Counter.FRAMES_ERROR, Counter.STALLS),
                healSeconds,
                false,
                Map.of("venues.binance.subscribe-form", "message"));
    }
}
