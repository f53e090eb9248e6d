package io.tickgate.feed.rest;

import static io.tickgate.feed.rest.RestRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.feed.rest.PlayedVenue.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any gaps, any history of the venue, any run of failures: in the end each id that the venue has, and that is a trade, is covered, by what the
 * venue says of it and once; the others are not; and at no time more was asked than the budget allows.
 */
@Timeout(300)
class BackFillPropertyTest {
    private static final Pattern TRADE = Pattern.compile("TRADE (\\d+) (\\d+)\\.\\.(\\d+) at (\\d+) .*");
    private static final List<Reply> FAILURES =
            List.of(Reply.of(500, ""), Reply.of(429, "").with("Retry-After", "2"), Reply.ok("[{\"a\":"));
    private static final int STREAMS = 3;
    private static final int ROUNDS = 2;

    /** Trades first..last of one aggregate; price 0 stands for a row that cannot be. */
    private record Aggregate(long first, long last, long price) {}

    private record Sent(long nowNs, int weight) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<List<Aggregate>> histories = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldCoverExactlyWhatTheVenueHasWithinTheBudget(long seed) {
        for (int round = 0; round < ROUNDS; round++) {
            long roundSeed = seed * 1_000 + round;
            check("binance", roundSeed, 60, 60 * SECOND_NS);
            check("binance+historical", roundSeed, 120, 60 * SECOND_NS);
            check("coinbase", roundSeed, 5, SECOND_NS);
        }
    }

    private void check(String venue, long seed, int weightMax, long windowNs) {
        Random random = new Random(seed);
        sent.clear();
        histories.clear();
        try (RestRig rig = new RestRig()) {
            List<RestStream> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                histories.add(history(random));
                streams.add(new RestStream(i, "S" + i, true));
                miss(rig, i, random);
            }
            rig.streams.wanted = streams;
            List<Set<Long>> before = missing(rig);
            boolean isCoinbase = venue.equals("coinbase");
            rig.venue.always(uri -> answer(rig, uri, random));
            VenueRestSettings settings = new VenueRestSettings(
                    isCoinbase ? "coinbase" : "binance",
                    rig.venue.url(),
                    10 * SECOND_NS,
                    weightMax,
                    windowNs,
                    0,
                    false,
                    venue.endsWith("historical"),
                    "");

            Backfiller backfiller = rig.backfiller(rig.host(settings));
            rig.stepNs = 4 * RestRig.STEP_NS;
            for (int i = 0; i < 47 && !expected(before).equals(missing(rig)); i++) {
                rig.run(backfiller, 10 * SECOND_NS);
            }

            String where = venue + " seed " + seed;
            assertEquals(expected(before), missing(rig), where);
            assertPublishedOnceAndRight(rig, where);
            assertWithinBudget(weightMax, windowNs, where);
            assertEquals(List.of(), List.copyOf(rig.errors), where);
        }
    }

    /** Runs of trades at one price, with ids that never were and rows that cannot be. */
    private static List<Aggregate> history(Random random) {
        List<Aggregate> history = new ArrayList<>();
        long id = random.nextInt(50);
        int count = random.nextInt(10) == 0 ? 2_500 : 20 + random.nextInt(100);
        for (int i = 0; i < count; i++) {
            id += random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0;
            long last = id + (random.nextBoolean() ? 0 : random.nextInt(5));
            boolean isTrade = random.nextInt(15) != 0;
            history.add(new Aggregate(id, last, isTrade ? 1_000 + i : 0));
            id = last + 1;
        }
        return history;
    }

    private void miss(RestRig rig, int stream, Random random) {
        List<Aggregate> history = histories.get(stream);
        long end = history.get(history.size() - 1).last();
        for (int i = random.nextInt(6); i >= 0; i--) {
            long first = 1 + random.nextLong(end - 1);
            long length = random.nextInt(4) == 0 ? end : random.nextInt(20);
            rig.miss(stream, first, Math.min(end - 1, first + length));
        }
    }

    private static List<Set<Long>> missing(RestRig rig) {
        List<Set<Long>> missing = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            missing.add(rig.missing(i));
        }
        return missing;
    }

    private List<Set<Long>> expected(List<Set<Long>> before) {
        List<Set<Long>> left = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            Set<Long> ids = new TreeSet<>(before.get(i));
            for (Aggregate each : histories.get(i)) {
                for (long id = each.first(); id <= each.last() && each.price() > 0; id++) {
                    ids.remove(id);
                }
            }
            left.add(ids);
        }
        return left;
    }

    private void assertPublishedOnceAndRight(RestRig rig, String where) {
        Set<String> ids = new TreeSet<>();
        for (String record : rig.records()) {
            Matcher trade = TRADE.matcher(record);
            assertTrue(trade.matches(), record);
            int stream = Integer.parseInt(trade.group(1));
            long first = Long.parseLong(trade.group(2));
            long last = Long.parseLong(trade.group(3));
            long price = Long.parseLong(trade.group(4));
            for (long id = first; id <= last; id++) {
                long at = id;
                assertTrue(ids.add(stream + ":" + id), where + ": twice " + record);
                assertTrue(
                        histories.get(stream).stream()
                                .anyMatch(each -> each.first() <= at && at <= each.last() && each.price() == price),
                        where + ": not the venue's " + record);
            }
        }
    }

    private void assertWithinBudget(int weightMax, long windowNs, String where) {
        List<Sent> all = new ArrayList<>(sent);
        for (int from = 0; from < all.size(); from++) {
            int weight = 0;
            for (int i = from;
                    i < all.size() && all.get(i).nowNs() - all.get(from).nowNs() < windowNs;
                    i++) {
                weight += all.get(i).weight();
            }
            assertTrue(weight <= weightMax, where + ": " + weight + " within a window");
        }
    }

    private synchronized Reply answer(RestRig rig, URI uri, Random random) {
        boolean isHistorical = uri.getPath().endsWith("historicalTrades");
        int weight = uri.getPath().startsWith("/products") ? 1 : isHistorical ? 25 : 4;
        sent.add(new Sent(rig.nowNs.get(), weight));
        Map<String, String> parameters = PlayedVenue.parameters(uri);
        int luck = random.nextInt(40);
        if (luck < FAILURES.size()) {
            return FAILURES.get(luck);
        }
        if (uri.getPath().startsWith("/products")) {
            int stream = Integer.parseInt(uri.getPath().split("/", -1)[2].substring(1));
            return Reply.ok(below(
                    histories.get(stream),
                    Long.parseLong(parameters.get("after")),
                    Integer.parseInt(parameters.get("limit"))));
        }
        List<Aggregate> history =
                histories.get(Integer.parseInt(parameters.get("symbol").substring(1)));
        long fromId = Long.parseLong(parameters.getOrDefault("fromId", "-1"));
        if (isHistorical) {
            return Reply.ok(from(history, fromId, Integer.parseInt(parameters.get("limit"))));
        }
        return Reply.ok(aggregates(
                history,
                fromId,
                Long.parseLong(parameters.getOrDefault("startTime", "0")),
                Long.parseLong(parameters.getOrDefault("endTime", Long.toString(Long.MAX_VALUE)))));
    }

    private static String aggregates(List<Aggregate> history, long fromId, long startMs, long endMs) {
        List<String> rows = new ArrayList<>();
        for (int i = (int) Math.max(0, fromId); i < history.size() && rows.size() < 1_000; i++) {
            Aggregate each = history.get(i);
            long timeMs = RestRig.timeMs(each.first());
            if (timeMs >= startMs && timeMs <= endMs) {
                rows.add("{\"a\":" + i + ",\"p\":\"" + each.price() + "\",\"q\":\"1\",\"f\":" + each.first() + ",\"l\":"
                        + each.last() + ",\"T\":" + timeMs + ",\"m\":true}");
            }
        }
        return "[" + String.join(",", rows) + "]";
    }

    private static String from(List<Aggregate> history, long fromId, int limit) {
        List<String> rows = new ArrayList<>();
        for (Aggregate each : history) {
            for (long id = Math.max(fromId, each.first()); id <= each.last() && rows.size() < limit; id++) {
                rows.add("{\"id\":" + id + ",\"price\":\"" + each.price() + "\",\"qty\":\"1\",\"time\":1799999000040}");
            }
        }
        return "[" + String.join(",", rows) + "]";
    }

    private static String below(List<Aggregate> history, long after, int limit) {
        List<Aggregate> newestFirst = new ArrayList<>(history);
        Collections.reverse(newestFirst);
        List<String> rows = new ArrayList<>();
        for (Aggregate each : newestFirst) {
            for (long id = Math.min(after - 1, each.last()); id >= each.first() && rows.size() < limit; id--) {
                rows.add("{\"trade_id\":" + id + ",\"side\":\"buy\",\"size\":\"1\",\"price\":\"" + each.price()
                        + "\",\"time\":\"2027-01-15T07:43:20Z\"}");
            }
        }
        return "[" + String.join(",", rows) + "]";
    }
}
