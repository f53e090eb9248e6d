package io.tickgate.feed.rest;

import static io.tickgate.feed.rest.RestRig.SECOND_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import io.tickgate.simulator.market.Venue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the simulator's REST side, which was written after the venues' documentation by itself. */
@Tag("slow")
@Timeout(120)
class SimulatorBackFillTest {
    private static final Pattern AGGREGATE = Pattern.compile("\"f\":(\\d+),\"l\":(\\d+),\"T\":(\\d+)");

    private static String get(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static ExchangeSimulator simulator() throws IOException {
        ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorOptions.defaults()
                .withVenues(Venue.BINANCE, Venue.COINBASE, Venue.COINCAP)
                .withPort(0)
                .withStartTime(Instant.ofEpochSecond(0, RestRig.START_EPOCH_NS).minusSeconds(600))
                .withEventsPerSecond(400)
                .withManual(true));
        simulator.advance(Duration.ofSeconds(60));
        return simulator;
    }

    private static VenueRestSettings settings(String venue, URI url, int weightMax, long windowNs) {
        return new VenueRestSettings(
                venue, url, 10 * SECOND_NS, weightMax, windowNs, 6_000, false, false, "simulator-key");
    }

    @Test
    void shouldFillGapsFromBinance() throws Exception {
        try (RestRig rig = new RestRig();
                ExchangeSimulator simulator = simulator()) {
            URI base = simulator.restUri(Venue.BINANCE);
            TreeMap<Long, Long> times = new TreeMap<>();
            List<Long> ids = new ArrayList<>();
            Matcher each = AGGREGATE.matcher(get(base.resolve("/api/v3/aggTrades?symbol=BTCUSDT&fromId=0&limit=1000")));
            while (each.find()) {
                times.put(Long.parseLong(each.group(1)), Long.parseLong(each.group(3)) * 1_000_000);
                ids.add(Long.parseLong(each.group(2)));
            }
            rig.tradeTimes =
                    id -> times.floorEntry(Math.max(id, times.firstKey())).getValue();
            long first = ids.get(5) + 1;
            long middle = ids.get(ids.size() / 2);
            rig.miss(7, first, first + 10).miss(7, middle, middle + 200);
            Set<Long> missing = rig.missing(7);
            Backfiller backfiller = rig.backfiller(rig.host(settings("binance", base, 1_200, 60 * SECOND_NS)));

            rig.run(backfiller, 5 * SECOND_NS);

            assertTrue(missing.size() > 200);
            assertEquals(Set.of(), rig.missing(7));
            assertEquals("", backfiller.statuses().get(0).lastError());
        }
    }

    @Test
    void shouldFillGapsFromCoinbaseAndAskForTheNewestId() throws Exception {
        try (RestRig rig = new RestRig();
                ExchangeSimulator simulator = simulator()) {
            URI base = simulator.restUri(Venue.COINBASE);
            Matcher newest = Pattern.compile("\"trade_id\":(\\d+)")
                    .matcher(get(base.resolve("/products/BTC-USD/trades?limit=1")));
            assertTrue(newest.find());
            long newestId = Long.parseLong(newest.group(1));
            rig.streams.wanted = List.of(new RestStream(7, "BTC-USD", true));
            rig.streams.quarantined.add(7);
            rig.tradeTimes = id -> RecordFlyweight.ABSENT;
            rig.miss(7, newestId - 60, newestId - 1);

            rig.run(rig.backfiller(rig.host(settings("coinbase", base, 5, SECOND_NS))), 2 * SECOND_NS);

            assertEquals(Set.of(), rig.missing(7));
            assertTrue(rig.records().contains("NEWEST 7 " + newestId + " source 4"));
        }
    }

    @Test
    void shouldPollAllThreeVenues() throws Exception {
        try (RestRig rig = new RestRig();
                ExchangeSimulator simulator = simulator()) {
            poll(rig, "binance", simulator.restUri(Venue.BINANCE), "BTCUSDT");
            poll(rig, "coinbase", simulator.restUri(Venue.COINBASE), "BTC-USD");
            poll(rig, "coincap", simulator.restUri(Venue.COINCAP), "bitcoin");

            assertEquals(3, rig.records().size(), rig.records().toString());
            assertTrue(rig.records().get(0).matches("PRICE 7 [0-9.]+ bid [0-9.]{2,} ask [0-9.]{2,} flags 16"));
        }
    }

    private static void poll(RestRig rig, String venue, URI base, String symbol) {
        rig.streams.wanted = List.of(new RestStream(7, symbol, true));
        rig.streams.silentSinceEpochNs = rig.clock.nowEpochNs() - 11 * SECOND_NS;
        rig.run(rig.poller(rig.host(settings(venue, base, 100, 60 * SECOND_NS))), 2 * SECOND_NS);
    }
}
