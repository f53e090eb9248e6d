package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.receipt.Sections.Settling;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Compares a receipt with the venue's own public history of trades. The file is read once, from front to end; only rows of the window are kept. Used once, on one
 * thread.
 */
final class VenueTradesCheck {
    private final ReceiptFile file;
    private final Question question;
    private final CanonicalFields window;
    private final List<long[]> missing;
    private final List<long[]> aggregates;
    private final List<Settling> rows = new ArrayList<>();

    private VenueTradesCheck(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        this.file = file;
        question = file.question();
        window = file.receipt.object("window");
        missing = runs("missing");
        aggregates = runs("aggregates");
    }

    private List<long[]> runs(String name) throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(
                window.whole(name + "More") == 0, "window." + name + "More: too many to compare with the venue");
        List<long[]> runs = new ArrayList<>();
        for (Object run : window.list(name, Short.MAX_VALUE)) {
            if (!(run instanceof List<?> ends) || ends.size() != 2) {
                throw new CheckFailure("window." + name + " has a run without two ends");
            }
            runs.add(
                    new long[] {Long.parseLong(String.valueOf(ends.get(0))), Long.parseLong(String.valueOf(ends.get(1)))
                    });
        }
        return runs;
    }

    /** Runs the check. */
    static String run(ReceiptFile file, Path venueTrades) throws CheckFailure, NotCanonicalException {
        VenueTradesCheck check = new VenueTradesCheck(file);
        try (BufferedReader reader = Files.newBufferedReader(venueTrades, StandardCharsets.UTF_8)) {
            check.read(reader);
        } catch (IOException e) {
            throw new CheckFailure("the file of the venue's trades cannot be read: " + e);
        }
        return check.compare();
    }

    private void read(BufferedReader reader) throws IOException, CheckFailure {
        long number = 0;
        boolean isAnyBefore = false;
        boolean isAnyAfter = false;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank() || (number == 1 && !Character.isDigit(line.charAt(0)))) {
                continue; // A header.
            }
            Settling row = VenueRow.parse(line, number, question.streamId());
            isAnyBefore |= row.tradeTimeEpochNs() < question.fromEpochNs();
            isAnyAfter |= row.tradeTimeEpochNs() > question.lastEpochNs();
            if (question.isInWindow(row)) {
                CheckFailure.unless(rows.size() < 5_000_000, "the window has more trades than can be judged at once");
                rows.add(row);
            }
        }
        CheckFailure.unless(
                isAnyBefore && isAnyAfter,
                "the file of the venue's trades does not reach from before the window to behind it");
    }

    private String compare() throws CheckFailure, NotCanonicalException {
        rows.sort(Comparator.comparingLong(Settling::firstTradeId));
        boolean isMiss = file.receipt.object("outcome").text("result").equals("MISS");
        long lastKnown = window.has("lastTradeId") ? window.whole("lastTradeId") : Long.MIN_VALUE;
        long firstKnown = window.has("firstTradeId") ? window.whole("firstTradeId") : Long.MAX_VALUE;
        List<Settling> known = new ArrayList<>();
        long unknown = 0;
        for (Settling row : rows) {
            long id = row.firstTradeId();
            boolean isKnown = id >= firstKnown && id <= lastKnown && !isIn(missing, id);
            if (isKnown) {
                known.add(row);
            } else {
                CheckFailure.unless(
                        !isMiss, "window: the venue has trade " + id + " in the window, which the receipt leaves out");
                unknown++;
            }
        }
        WindowEvidence evidence = new WindowEvidence(question);
        for (Settling trade : joined(known)) {
            evidence.add(trade);
        }
        CanonicalObject section = evidence.section();
        ReceiptFile.same("window", window.object(), section, "what the venue's trades give");
        WindowEvidence all = new WindowEvidence(question);
        for (Settling row : isMiss ? rows : joined(known)) {
            all.add(row);
        }
        boolean isVoid = file.receipt.object("outcome").text("result").equals("VOID");
        if (!isVoid) {
            all.judge(file.receipt.object("outcome"), false);
        }
        return "The venue's own trades give the same digest, count, lowest, highest and outcome"
                + (unknown == 0 ? "." : "; it has " + unknown + " more that were not known when it was decided.");
    }

    private static boolean isIn(List<long[]> runs, long id) {
        return runs.stream().anyMatch(run -> id >= run[0] && id <= run[1]);
    }

    /** Rows of an aggregate joined into one trade, as it was fetched. */
    private List<Settling> joined(List<Settling> known) throws CheckFailure {
        TreeMap<Long, Settling> byId = new TreeMap<>();
        known.forEach(row -> byId.put(row.firstTradeId(), row));
        for (long[] run : aggregates) {
            List<Settling> parts =
                    new ArrayList<>(byId.subMap(run[0], true, run[1], true).values());
            CheckFailure.unless(
                    !parts.isEmpty()
                            && parts.stream()
                                    .allMatch(part ->
                                            part.priceE8() == parts.get(0).priceE8()),
                    "window.aggregates: trades " + run[0] + " to " + run[1] + " have not one price at the venue");
            parts.forEach(part -> byId.remove(part.firstTradeId()));
            Settling first = parts.get(0);
            long sizeE8 = parts.stream().mapToLong(Settling::sizeE8).sum();
            byId.put(
                    run[0],
                    new Settling(
                            first.streamId(),
                            run[0],
                            run[1],
                            first.tradeTimeEpochNs(),
                            first.priceE8(),
                            sizeE8,
                            first.flags(),
                            first.sequence(),
                            first.receivedEpochNs()));
        }
        return new ArrayList<>(byId.values());
    }
}
