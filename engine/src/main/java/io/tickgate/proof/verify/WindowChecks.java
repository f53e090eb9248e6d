package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.record.E8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether what a receipt says of its window agrees with itself and with its outcome, without looking at any trade. Stateless. */
final class WindowChecks {
    /** As many as a list of runs can have, of either kind. */
    private static final int RUNS_MAX = 1_000;

    private WindowChecks() {}

    static String window(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        CanonicalFields window = file.receipt.object("window");
        List<long[]> missing = runs(window, "missing");
        List<long[]> aggregates = runs(window, "aggregates");
        long records = window.whole("records");
        if (records == 0) {
            checkEmpty(window);
        } else {
            checkCounts(window, missing, aggregates);
        }
        CanonicalFields outcome = file.receipt.object("outcome");
        String result = outcome.text("result");
        if (result.equals("HIT")) {
            checkHit(window, outcome);
        }
        checkIds(window, missing, aggregates, result.equals("MISS"));
        return "Count, ids, runs and prices of the window agree with each other and with the outcome.";
    }

    /** Why nobody knows yet whether these were all trades of the window. */
    static String completeness(ReceiptFile file) {
        String unknown =
                "Whether the window had other trades too: what is shown is in the chain, but what was left out would not be seen"
                        + " (--venue-trades FILE or --journal DIR shows it).";
        long ids = missingIds(file);
        return ids == 0
                ? unknown
                : unknown + " It names " + ids
                        + " ids as missing; a miss allows only ids without a trade of the window.";
    }

    private static long missingIds(ReceiptFile file) {
        try {
            boolean isMiss = file.receipt.object("outcome").text("result").equals("MISS");
            return isMiss ? length(runs(file.receipt.object("window"), "missing")) : 0;
        } catch (CheckFailure | NotCanonicalException e) {
            return 0; // The check of the window says so.
        }
    }

    private static List<long[]> runs(CanonicalFields window, String name) throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(window.whole(name + "More") >= 0, "window." + name + "More is negative");
        List<long[]> runs = new ArrayList<>();
        for (Object run : window.list(name, RUNS_MAX)) {
            if (!(run instanceof List<?> ends) || ends.size() != 2) {
                throw new CheckFailure("window." + name + " has a run without two ends");
            }
            long first = Long.parseLong(String.valueOf(ends.get(0)));
            long last = Long.parseLong(String.valueOf(ends.get(1)));
            CheckFailure.unless(first <= last, "window." + name + " has a run that ends before it begins");
            runs.add(new long[] {first, last});
        }
        return runs;
    }

    private static long length(List<long[]> runs) {
        long length = 0;
        for (long[] run : runs) {
            length = Math.addExact(length, Math.addExact(Math.subtractExact(run[1], run[0]), 1));
        }
        return length;
    }

    private static void checkEmpty(CanonicalFields window) throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(
                window.whole("count") == 0 && window.object().members().size() == 7,
                "window.count is not 0, or there are ids or prices, but there are no records");
        CheckFailure.unless(
                window.list("missing", RUNS_MAX).isEmpty()
                        && window.list("aggregates", RUNS_MAX).isEmpty()
                        && window.whole("missingMore") == 0
                        && window.whole("aggregatesMore") == 0,
                "window.missing or window.aggregates lies between no trades");
        CheckFailure.unless(
                Arrays.equals(window.bytes("digest", Sha256.LENGTH), new Sha256().of(new byte[0])),
                "window.digest is not that of no trades");
    }

    private static void checkCounts(CanonicalFields window, List<long[]> missing, List<long[]> aggregates)
            throws CheckFailure, NotCanonicalException {
        long records = window.whole("records");
        long first = window.whole("firstTradeId");
        long last = window.whole("lastTradeId");
        CheckFailure.unless(window.object().members().size() == 11, "window has members that no window has");
        CheckFailure.unless(records > 0 && first <= last, "window.lastTradeId is before window.firstTradeId");
        CheckFailure.unless(price(window, "min") <= price(window, "max"), "window.max is below window.min");
        long joined = length(aggregates) - aggregates.size();
        long least = Math.addExact(records, joined);
        long count = window.whole("count");
        CheckFailure.unless(
                window.whole("aggregatesMore") == 0 ? count == least : count > least,
                "window.count is not what window.records and window.aggregates give");
        long before = first;
        for (long[] run : missing) {
            CheckFailure.unless(
                    run[0] > before && run[1] < last, "window.missing has a run that does not lie between its trades");
            before = run[1];
        }
        for (long[] run : aggregates) {
            CheckFailure.unless(
                    run[0] >= first && run[1] <= last, "window.aggregates has a run that does not lie in the window");
        }
    }

    /** The trades that touched are trades of the window. */
    private static void checkHit(CanonicalFields window, CanonicalFields outcome)
            throws CheckFailure, NotCanonicalException {
        for (String name : outcome.has("otherTrade") ? List.of("trade", "otherTrade") : List.of("trade")) {
            CheckFailure.unless(
                    window.whole("records") > 0, "window.records is 0, but outcome." + name + " lies in the window");
            CanonicalFields trade = outcome.object(name);
            long id = trade.whole("tradeId");
            CheckFailure.unless(
                    id >= window.whole("firstTradeId") && id <= window.whole("lastTradeId"),
                    "window: outcome." + name + " does not lie between its first and its last trade");
            long priceE8 = price(trade, "price");
            CheckFailure.unless(
                    priceE8 >= price(window, "min") && priceE8 <= price(window, "max"),
                    "window: outcome." + name + " does not lie between its lowest and its highest price");
        }
    }

    /**
     * Every id between the first and the last trade is accounted for, as a trade or as missing; of a miss, which no id of a venue that counts anew can decide, just
     * once. Ids of fetched aggregates may be known otherwise, too.
     */
    private static void checkIds(CanonicalFields window, List<long[]> missing, List<long[]> aggregates, boolean isMiss)
            throws CheckFailure, NotCanonicalException {
        if (window.whole("records") == 0 || window.whole("missingMore") > 0) {
            return;
        }
        long range = Math.addExact(Math.subtractExact(window.whole("lastTradeId"), window.whole("firstTradeId")), 1);
        long told = Math.addExact(window.whole("count"), length(missing));
        CheckFailure.unless(
                told >= range,
                "window.missing leaves out ids between the first and the last trade that are none of count");
        CheckFailure.unless(
                told == range || !isMiss || !aggregates.isEmpty(),
                "window.count is more than there are ids between its first and last trade");
    }

    private static long price(CanonicalFields object, String name) throws CheckFailure, NotCanonicalException {
        E8.Outcome parsed = new E8.Outcome();
        long priceE8 = E8.parse(object.text(name), parsed);
        CheckFailure.unless(parsed.code() == E8.Outcome.EXACT, name + " is no price");
        return priceE8;
    }
}
