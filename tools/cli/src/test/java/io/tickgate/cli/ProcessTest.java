package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tickgate.simulator.ExchangeSimulator;
import io.tickgate.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(180)
class ProcessTest {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int SIGTERM_CODE = 143;
    private static final Pattern STOPPED = Pattern.compile("stopped sequence=(\\d+) stateHash=([0-9a-f]{64})");

    @TempDir
    Path folder;

    @Test
    void shouldServePricesAndStopCleanlyWithItsState() throws Exception {
        try (ExchangeSimulator simulator = simulator(1);
                TickgateProcess process = run(simulator, "secret-7")) {
            String address = process.awaitReady();
            awaitPrice(address);

            process.terminate();
            int code = process.awaitExit();

            assertEquals(SIGTERM_CODE, code, process.err());
            Matcher stopped = STOPPED.matcher(process.lastLine());
            assertTrue(stopped.matches(), process.out());
            CommandRun replay = CommandRun.of("replay", "--json", "--journal", data());
            assertEquals(0, replay.code(), replay.err());
            assertTrue(replay.out().contains("\"lastSequence\":" + stopped.group(1) + ","), replay.out());
            assertTrue(replay.out().contains(stopped.group(2)), replay.out());
            assertTrue(process.err().contains("engine.ring-size = "), "the configuration is in the log");
            assertFalse(process.err().contains("secret-7"), "its secrets are not");
        }
    }

    @Test
    void shouldContinueTheSequenceAfterAKill() throws Exception {
        try (ExchangeSimulator simulator = simulator(1)) {
            long killedAt;
            try (TickgateProcess killed = run(simulator, "")) {
                awaitPrice(killed.awaitReady());
                killed.kill();
                CommandRun replay = CommandRun.of("replay", "--json", "--journal", data());
                assertEquals(0, replay.code(), replay.err());
                killedAt = Long.parseLong(replay.out().replaceAll("(?s).*\"lastSequence\":(\\d+).*", "$1"));
            }

            try (TickgateProcess next = run(simulator, "")) {
                awaitPrice(next.awaitReady());
                next.terminate();
                next.awaitExit();

                assertTrue(next.err().contains(" to sequence " + killedAt + ":"), next.err());
                Matcher stopped = STOPPED.matcher(next.lastLine());
                assertTrue(stopped.matches(), next.out());
                assertTrue(Long.parseLong(stopped.group(1)) > killedAt);
            }
            assertEquals(0, CommandRun.of("replay", "--journal", data()).code());
        }
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() throws Exception {
        try (ExchangeSimulator simulator = simulator(1);
                TickgateProcess first = run(simulator, "")) {
            first.awaitReady();

            try (TickgateProcess second = run(simulator, "")) {
                int code = second.awaitExit();

                assertEquals(1, code);
                assertTrue(second.err().contains("in use by process " + first.pid()), second.err());
                assertFalse(second.err().contains("\tat "), second.err());
            }
            awaitPrice(first.awaitReady());
        }
    }

    @Test
    void shouldNamePortWhenItIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TickgateProcess process = TickgateProcess.start(
                        folder, "demo", "--port", Integer.toString(taken.getLocalPort()), "--data", data())) {
            int code = process.awaitExit();

            assertEquals(1, code);
            assertEquals(1, process.err().lines().count(), process.err());
            assertTrue(process.err().startsWith("tickgate: port " + taken.getLocalPort()), process.err());
            assertTrue(process.err().contains("--port PORT"), process.err());
        }
    }

    @Test
    void shouldTakeTheDemosPortFromTheEnvironment() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TickgateProcess process = TickgateProcess.start(
                        folder,
                        Map.of("TICKGATE_GATEWAY_PORT", Integer.toString(taken.getLocalPort())),
                        "demo",
                        "--data",
                        data())) {
            int code = process.awaitExit();

            assertEquals(1, code);
            assertTrue(process.err().startsWith("tickgate: port " + taken.getLocalPort()), process.err());
        }
    }

    @Test
    void shouldRunDemoAgainAfterAKillAndLeaveNoRedis() throws Exception {
        int redisPort;
        try (TickgateProcess demo = demo()) {
            awaitPrice(demo.awaitReady());
            String state = get(demo.awaitOut("  State ").replaceAll(".* ", ""));
            assertTrue(state.contains("\"connections\":["), state);
            Matcher redis = Pattern.compile("Redis +redis://127.0.0.1:(\\d+)").matcher(demo.out());
            redisPort = redis.find() ? Integer.parseInt(redis.group(1)) : 0;
            assertTrue(redisPort == 0 || isListening(redisPort), "Redis runs");
            demo.kill();
        }

        try (TickgateProcess again = demo()) {
            awaitPrice(again.awaitReady());
            again.terminate();

            assertEquals(SIGTERM_CODE, again.awaitExit());
            assertTrue(again.err().contains("Recovered from"), again.err());
            assertTrue(STOPPED.matcher(again.lastLine()).matches(), again.out());
        }
        CommandRun stat = CommandRun.of("stat", "--json", data());
        assertTrue(stat.out().contains("\"duplicates\":0,"), "trade ids went on: " + stat.out());
        if (redisPort == 0) {
            System.out.println("SKIPPED: no Redis for this machine, so its end was not checked");
            abort("no Redis for this machine");
        }
        awaitClosed(redisPort);
    }

    @Test
    void shouldSimulateUntilToldToStop() throws Exception {
        try (TickgateProcess process =
                TickgateProcess.start(folder, "simulate", "--port", "0", "--symbols", "btcusdt")) {
            String ready = process.awaitOut("ready ws://127.0.0.1:");
            String state = get(ready.replace("ready ws", "http") + "/control/state");

            process.terminate();

            assertEquals(SIGTERM_CODE, process.awaitExit());
            assertTrue(state.contains("BTCUSDT") && !state.contains("ETHUSDT"), state);
            assertEquals("stopped", process.lastLine());
        }
    }

    @Test
    void shouldPrintTheAddressesOfEachVenueThatItSpeaks() throws Exception {
        try (TickgateProcess process = TickgateProcess.start(
                folder, "simulate", "--port", "0", "--venue", "coincap", "--venue", "binance", "--venue", "coinbase")) {
            String binance = process.awaitOut("  Binance ");
            String coinbase = process.awaitOut("  Coinbase ");
            String coincap = process.awaitOut("  CoinCap ");
            process.awaitOut("ready ws://127.0.0.1:");

            assertTrue(get(quoted(binance)).startsWith("["), binance);
            assertTrue(get(quoted(coinbase)).startsWith("["), coinbase);
            assertTrue(get(quoted(coincap)).contains("priceUsd"), coincap);
        }
    }

    private static String quoted(String line) {
        return line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''));
    }

    private static ExchangeSimulator simulator(long seed) throws IOException {
        return ExchangeSimulator.start(
                SimulatorOptions.defaults().withSeed(seed).withEventsPerSecond(400));
    }

    private TickgateProcess run(ExchangeSimulator simulator, String redisPassword) throws IOException {
        // Nobody listens there: a mirror that cannot write is no obstacle.
        String redis = redisPassword.isEmpty() ? "" : "redis://user:" + redisPassword + "@127.0.0.1:1/0";
        return TickgateProcess.start(
                folder,
                "run",
                "--port",
                "0",
                "--data",
                data(),
                "-D",
                "data.free-space-min=64m",
                "-D",
                "redis.url=" + redis,
                "-D",
                "venues.binance.ws-url=" + simulator.uri());
    }

    private TickgateProcess demo() throws IOException {
        return TickgateProcess.start(folder, "demo", "--port", "0", "--data", data(), "-Ddata.free-space-min=64m");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static void awaitPrice(String address) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        String prices = get(address + "api/prices");
        while (!prices.contains("\"price\":\"")) {
            assertTrue(System.nanoTime() - startNs < DEADLINE_NS, "no price: " + prices);
            LockSupport.parkNanos(20_000_000);
            prices = get(address + "api/prices");
        }
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // Refused: nobody is there.
        }
    }

    private static void awaitClosed(int port) {
        long startNs = System.nanoTime();
        while (isListening(port)) {
            assertTrue(System.nanoTime() - startNs < DEADLINE_NS, "the Redis of the killed demo still runs");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
