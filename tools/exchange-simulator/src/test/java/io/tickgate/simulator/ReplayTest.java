package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.recording.RecordingReader;
import io.tickgate.simulator.recording.ReplayPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("slow")
class ReplayTest {

    private static final int WINDOW_BYTES = 64 * 1_024;

    private final Path folder;

    ReplayTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static String trade(int id, String stream) {
        return "{\"stream\":\"" + stream + "\",\"data\":{\"e\":\"trade\",\"E\":172316125534" + id % 10
                + ",\"s\":\"BTCUSDT\",\"t\":" + id + ",\"p\":\"6.10000000\",\"q\":\"1.00000000\",\"T\":1723161255340,"
                + "\"m\":true,\"M\":true}}";
    }

    private ExchangeSimulator replay(ReplayPlan plan) throws IOException {
        return ExchangeSimulator.start(
                SimulatorOptions.defaults().withReplay(plan).withWindowBytes(WINDOW_BYTES));
    }

    private ReplayPlan recording(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(1_723_161_254_000_000_000L + i * 1_000_000L + " " + trade(i, "btcusdt@trade"));
        }
        Path file = folder.resolve("frames.txt");
        Files.write(file, lines);
        return ReplayPlan.of(file).withSpeed(ReplayPlan.SPEED_MAX);
    }

    private static List<String> recorded(Path file, String... streams) throws IOException {
        List<String> frames = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            while (reader.next()) {
                String frame =
                        new String(reader.bytes(), reader.offset(), reader.length(), StandardCharsets.ISO_8859_1);
                for (String stream : streams) {
                    if (frame.startsWith("{\"stream\":\"" + stream + "\"")) {
                        frames.add(frame);
                    }
                }
            }
        }
        return frames;
    }

    @Test
    void shouldSendEveryRecordedFrameUnchangedWhenUnpaced() throws Exception {
        Path file = Recordings.find("btcusdt_20240808.gz");
        List<String> expected = recorded(file, "btcusdt@trade", "btcusdt@bookTicker");
        try (ExchangeSimulator simulator = replay(ReplayPlan.of(file).withSpeed(ReplayPlan.SPEED_MAX));
                SocketClient client =
                        SocketClient.connect(simulator.uri(), "/stream?streams=btcusdt@trade/btcusdt@bookTicker")) {
            long startNs = System.nanoTime();

            List<String> received = client.next(9_757 + 28_040);

            System.out.println("replay of 37,797 frames to a java.net.http client took "
                    + (System.nanoTime() - startNs) / 1_000_000 + " ms");
            assertEquals(expected.size(), received.size());
            assertEquals(expected, received);
            assertEquals(
                    9_757, received.stream().filter(f -> f.contains("@trade")).count());
        }
    }

    @Test
    void shouldLoseNoFrameWhenTheReaderIsSlow() throws Exception {
        Path file = Recordings.find("btcusdt_20240808.gz");
        List<String> expected = recorded(file, "btcusdt@trade", "btcusdt@bookTicker");
        try (ExchangeSimulator simulator = replay(ReplayPlan.of(file).withSpeed(ReplayPlan.SPEED_MAX));
                RawClient client = new RawClient(simulator.port(), 8_192)) {
            client.upgrade("/stream?streams=btcusdt@trade/btcusdt@bookTicker");

            List<String> received = new ArrayList<>();
            long sentAheadMax = 0;
            while (received.size() < expected.size()) {
                received.add(client.readUntil(RawClient.TEXT).text());
                if (received.size() % 200 == 0) {
                    LockSupport.parkNanos(2_000_000);
                    sentAheadMax = Math.max(sentAheadMax, simulator.state().framesSentCount() - received.size());
                }
            }

            assertEquals(expected, received);
            // Two windows of 64 KB and half a megabyte of kernel buffers hold about 5,000 frames of 150 bytes.
            assertTrue(sentAheadMax < 10_000, "sent ahead of the reader: " + sentAheadMax);
        }
    }

    @Test
    void shouldSendRawPayloadsWhenConnectionIsNotCombined() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(2));
                SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {

            String first = client.next();

            String combined = trade(1, "btcusdt@trade");
            assertEquals(combined.substring(combined.indexOf("{\"e\""), combined.length() - 1), first);
        }
    }

    @Test
    void shouldReadBothLineFormatsAndSkipOthersWhenRecordingIsCryptofeed() throws Exception {
        Path file = Recordings.find("smallprice_20211012.txt.gz");
        List<String> expected = recorded(file, "nknusdt@bookTicker", "blzeth@bookTicker", "runeeur@aggTrade");
        try (ExchangeSimulator simulator = replay(ReplayPlan.of(file).withSpeed(ReplayPlan.SPEED_MAX));
                SocketClient client = SocketClient.connect(
                        simulator.uri(), "/stream?streams=nknusdt@bookTicker/blzeth@bookTicker/runeeur@aggTrade")) {

            List<String> received = client.next(expected.size());

            assertTrue(received.size() > 10);
            assertEquals(expected, received);
        }
    }

    @Test
    void shouldKeepTheSocketOpenAndSayFinishedWhenTheRecordingIsOver() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(3));
                SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            client.next(3);

            Await.until(() -> simulator.state().toJson().contains("\"finished\":true"));

            assertEquals("{\"result\":[\"btcusdt@trade\"],\"id\":1}", client.ask("""
                    {"method":"LIST_SUBSCRIPTIONS","id":1}"""));
        }
    }

    @Test
    void shouldBeginAgainWhenLooping() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(3).withLoop(true));
                SocketClient client = SocketClient.connect(simulator.uri(), "/stream?streams=btcusdt@trade")) {

            List<String> received = client.next(7);

            assertEquals(received.get(0), received.get(3));
            assertEquals(received.get(0), received.get(6));
        }
    }

    @Test
    void shouldGiveMicrosecondsWhenTheClientAsksForThem() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(1));
                SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade?timeUnit=MICROSECOND")) {

            String trade = client.next();

            assertEquals(1_723_161_255_341_000L, Json.longOf(trade, "E"));
            assertEquals(1_723_161_255_340_000L, Json.longOf(trade, "T"));
        }
    }

    @Test
    void shouldLeaveOutTradesWhenAGapIsInjected() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(5))) {
            simulator.inject(Fault.gap(2, "BTCUSDT"));
            try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {

                String first = client.next();

                assertEquals(3, Json.longOf(first, "t"));
            }
        }
    }

    @Test
    void shouldSendTheLastTradesAgainWhenDuplicatesAreInjected() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(5));
                SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
            List<String> trades = client.next(5);

            simulator.inject(Fault.duplicate(2, null));

            assertEquals(trades.subList(3, 5), client.next(2));
        }
    }

    @Test
    void shouldHoldTheRecordingWhenSilentAndGoOnAfterwards() throws Exception {
        try (ExchangeSimulator simulator = replay(recording(5))) {
            simulator.inject(Fault.silence(3_600, "BTCUSDT", false));
            try (SocketClient client = SocketClient.connect(simulator.uri(), "/ws/btcusdt@trade")) {
                Await.until(() -> simulator.state().toJson().contains("\"paused\":true"));
                long sent = simulator.state().framesSentCount();

                simulator.clearFaults();

                assertEquals(0, sent);
                assertEquals(1, Json.longOf(client.next(5).get(0), "t"));
            }
        }
    }

    @Test
    void shouldRefuseToStartWhenTheFileHoldsNoFrame() throws Exception {
        Path file = folder.resolve("empty.txt");
        Files.writeString(file, "wss://venue/stream <-> 1633998511.159679\n1723161254206652067 {\"bids\":[]}\n");

        IOException thrown = assertThrows(IOException.class, () -> replay(ReplayPlan.of(file)));

        assertTrue(String.valueOf(thrown.getMessage()).contains("empty.txt"));
    }
}
