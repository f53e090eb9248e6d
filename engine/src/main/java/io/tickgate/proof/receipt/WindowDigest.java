package io.tickgate.proof.receipt;

import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.record.E8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The trades of a window summed up: count, ids, extremes, and SHA-256 over a line for each, {@code id,timeNs,price,size} (of a fetched
 * aggregate {@code first-last,…}), each ended by a line feed, in the order (trade time, id). Told the trades in that order; used by one thread.
 */
public final class WindowDigest implements WindowTrades.Visitor {
    /** Runs of ids that are listed; the rest is counted. */
    static final int RUNS_MAX = 100;
    /** Aggregates that are listed; who compares with the venue needs them all, so beyond it the digest cannot be compared. */
    static final int AGGREGATES_MAX = 1_000;

    private final MessageDigest digest;
    /** In the order of times a higher id may come first, so what is missing shows at the end only. */
    private final IdRuns known = new IdRuns();

    private final List<List<String>> aggregates = new ArrayList<>();
    private long aggregatesMore;
    private long records;
    private long count;
    private long minE8;
    private long maxE8;

    /** Of no trade. */
    public WindowDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public boolean onTrade(
            long firstTradeId,
            long lastTradeId,
            long tradeTimeEpochNs,
            long priceE8,
            long sizeE8,
            int flags,
            long sequence) {
        addIds(firstTradeId, lastTradeId);
        minE8 = records == 0 ? priceE8 : Math.min(minE8, priceE8);
        maxE8 = records == 0 ? priceE8 : Math.max(maxE8, priceE8);
        records++;
        count += lastTradeId - firstTradeId + 1;
        String ids = firstTradeId == lastTradeId ? Long.toString(firstTradeId) : firstTradeId + "-" + lastTradeId;
        String line = ids + "," + tradeTimeEpochNs + "," + E8.toString(priceE8) + "," + E8.toString(sizeE8) + "\n";
        digest.update(line.getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private void addIds(long first, long last) {
        if (first != last) {
            aggregatesMore += add(aggregates, AGGREGATES_MAX, first, last);
        }
        known.add(first, last);
    }

    /** Returns 1 when there was no room. */
    private static int add(List<List<String>> runs, int countMax, long first, long last) {
        if (runs.size() == countMax) {
            return 1;
        }
        runs.add(List.of(Long.toString(first), Long.toString(last)));
        return 0;
    }

    /** Number of records. */
    public long records() {
        return records;
    }

    /** Section {@code window} of a receipt; ends the digest. */
    public CanonicalObject toSection() {
        known.join();
        List<List<String>> missing = new ArrayList<>();
        long missingMore = 0;
        for (int i = 1; i < known.count(); i++) {
            missingMore += add(missing, RUNS_MAX, known.last(i - 1) + 1, known.first(i) - 1);
        }
        CanonicalObject section = new CanonicalObject()
                .put("count", count)
                .put("records", records)
                .put("digest", digest.digest())
                .put("missing", missing)
                .put("missingMore", missingMore)
                .put("aggregates", aggregates)
                .put("aggregatesMore", aggregatesMore);
        if (records > 0) {
            section.put("firstTradeId", known.first(0))
                    .put("lastTradeId", known.last(known.count() - 1))
                    .put("min", E8.toString(minE8))
                    .put("max", E8.toString(maxE8));
        }
        return section;
    }
}
