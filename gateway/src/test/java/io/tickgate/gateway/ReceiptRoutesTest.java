package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.Engine;
import io.tickgate.input.InputPublisher;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.verify.ReceiptVerifier;
import io.tickgate.proof.verify.Verification;
import io.tickgate.publish.GateView;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.TradeFlyweight;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
class ReceiptRoutesTest {
    private static final Pattern ID = Pattern.compile("^\\{\"id\":\"([0-9a-f]{32})\"");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private RunningEngine running;
    private Engine engine;
    private Gateway gateway;
    private final GateView gate = new GateView();
    private long tradeId;

    @BeforeEach
    void open() {
        running = new RunningEngine(folder, Map.of("health.recovery", "0s", "proof.head-interval", "1s"));
        engine = running.engine;
        gateway = running.gateway;
        InputPublisher publisher = engine.newPublisher();
        new FeedEventFlyweight()
                .wrap(publisher.scratch())
                .set(engine.clock().nowEpochNs(), 1, FeedEventFlyweight.DELIVERING, 1, 1, "test");
        publisher.publish();
        RunningGateway.await("the gate opens", () -> {
            trade(publisher);
            return engine.published().gates().read(1, gate) && gate.reason() == GateReason.OPEN;
        });
    }

    private void trade(InputPublisher publisher) {
        trade(publisher, 6_000_000_000_000L);
    }

    private void trade(InputPublisher publisher, long priceE8) {
        long now = engine.clock().nowEpochNs();
        new TradeFlyweight()
                .wrap(publisher.scratch())
                .begin(now)
                .streamId(1)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(++tradeId)
                .tradeTimeEpochNs(now)
                .eventTimeEpochNs(now)
                .priceE8(priceE8)
                .sizeE8(1);
        publisher.publish();
    }

    @AfterEach
    void close() {
        running.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> bet(String key) throws IOException, InterruptedException {
        return bet(key, 5_000);
    }

    private HttpResponse<String> bet(String key, long inMs) throws IOException, InterruptedException {
        String symbol = engine.published().directory().instruments().get(0).symbol();
        long fromMs = engine.clock().nowEpochNs() / 1_000_000 + inMs;
        String body = "{\"symbol\":\"" + symbol + "\",\"min\":\"60100\",\"max\":\"60200\",\"from\":" + fromMs
                + ",\"to\":" + (fromMs + 5_000) + ",\"stake\":\"100\",\"idempotencyKey\":\"" + key + "\"}";
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/api/bets"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String id(String body) {
        Matcher matcher = ID.matcher(body);
        assertTrue(matcher.find(), body);
        return matcher.group(1);
    }

    private Verification verify(String file) throws IOException, InterruptedException, NotCanonicalException {
        HttpResponse<String> keys = get("/.well-known/tickgate-keys.json");
        assertEquals(200, keys.statusCode(), keys.body());
        KeyTable table = KeyTable.parse(keys.body().getBytes(StandardCharsets.UTF_8));
        return new ReceiptVerifier(table, null, null, null).verify(file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldCarryASignedAcceptanceWithThe201AndSignAgainWhenAsked() throws Exception {
        HttpResponse<String> taken = bet("k1");

        assertEquals(201, taken.statusCode(), taken.body());
        int at = taken.body().indexOf("\"acceptance\":");
        assertTrue(at > 0, taken.body());
        String acceptance = taken.body()
                .substring(at + "\"acceptance\":".length(), taken.body().length() - 1);
        assertTrue(verify(acceptance).isAccepted(), acceptance);
        String id = id(taken.body());
        assertTrue(acceptance.contains(id));
        HttpResponse<String> again = get("/api/bets/" + id + "/acceptance");
        assertEquals(200, again.statusCode());
        assertTrue(verify(again.body()).isAccepted(), again.body());
    }

    @Test
    void shouldSayThatAnOpenBetHasNoReceiptAndAStrangersNeither() throws Exception {
        String id = id(bet("k2").body());

        HttpResponse<String> open = get("/api/bets/" + id + "/receipt");
        HttpResponse<String> unknown = get("/api/bets/" + "0".repeat(32) + "/receipt");
        HttpResponse<String> odd = get("/api/bets/" + id + "/receipt?bundle=2");
        HttpResponse<String> noId = get("/api/bets/x/acceptance");

        assertEquals(409, open.statusCode());
        assertTrue(open.body().startsWith("{\"error\":\"BET_OPEN\""), open.body());
        assertEquals(404, unknown.statusCode());
        assertEquals(400, odd.statusCode());
        assertEquals(404, noId.statusCode());
    }

    @Test
    void shouldGiveAReceiptThatTheJournalBearsOutOnceTheBetIsDecided() throws Exception {
        HttpResponse<String> taken = bet("k3", 1_500);
        assertEquals(201, taken.statusCode(), taken.body());
        String path = "/api/bets/" + id(taken.body()) + "/receipt?bundle=1";
        InputPublisher publisher = engine.newPublisher();
        long notBeforeEpochNs = engine.clock().nowEpochNs() + 1_600_000_000L;

        RunningGateway.await("the window has begun", () -> engine.clock().nowEpochNs() > notBeforeEpochNs);
        trade(publisher);
        trade(publisher, 6_015_000_000_000L);
        trade(publisher);
        RunningGateway.await("the receipt is there", () -> {
            try {
                return get(path).statusCode() == 200;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        String receipt = get(path).body();
        assertTrue(receipt.contains("\"result\":\"HIT\""), receipt);
        assertTrue(verify(receipt).isAccepted(), verify(receipt).checks().toString());
        Verification withJournal = new ReceiptVerifier(null, folder.resolve("proof/chain/heads"), folder, null)
                .verify(receipt.getBytes(StandardCharsets.UTF_8));
        assertTrue(withJournal.isAccepted(), withJournal.checks().toString());
    }

    @Test
    void shouldServeHeadsThatNameTheOneBefore() throws Exception {
        RunningGateway.await("two heads", () -> {
            try {
                return get("/api/heads").body().contains("\"newest\":\"1\"");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        HttpResponse<String> second = get("/api/heads?from=1&limit=1");
        HttpResponse<String> beyond = get("/api/heads?limit=100&from=99999");

        assertEquals(200, second.statusCode());
        assertTrue(second.body().contains("\"number\":\"1\"") && !second.body().contains("\"number\":\"0\""));
        assertTrue(beyond.body().startsWith("{\"heads\":[],\"newest\":"), beyond.body());
        for (String wrong : new String[] {
            "from=-1", "from=x", "limit=0", "limit=101", "limit=1&limit=1", "x=1", "from", "from=1&", "from=%31"
        }) {
            assertEquals(400, get("/api/heads?" + wrong).statusCode(), wrong);
        }
    }

    @Test
    void shouldRefuseOtherMethods() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/api/heads"))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElse(""));
    }
}
