package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.engine.Engine;
import io.tickgate.engine.JournalReplay;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holdings from HTTP through the real engine into its journal, and back after a restart. */
@Timeout(60)
@Tag("slow")
class EnginePortfolioTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private HttpResponse<String> send(Gateway gateway, String path, String method, String body) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldKeepWhatWasAcknowledgedOverARestartAndJournalNothingThatWasRefused() throws Exception {
        String first;
        try (RunningEngine running = new RunningEngine(folder)) {
            Engine engine = running.engine;
            Gateway gateway = running.gateway;
            running.trade(6_000_000_000_000L);
            HttpResponse<String> btc = send(gateway, "/api/portfolio/holdings/btc", "PUT", "{\"amount\":\"0.5\"}");
            HttpResponse<String> eth = send(gateway, "/api/portfolio/holdings/ETH", "PUT", "{\"amount\":\"2\"}");
            HttpResponse<String> doge = send(gateway, "/api/portfolio/holdings/doge", "PUT", "{\"amount\":\"3\"}");
            HttpResponse<String> gone = send(gateway, "/api/portfolio/holdings/doge", "DELETE", "");
            long before = engine.published().holdings().of("default", "default").size();
            HttpResponse<String> bad = send(gateway, "/api/portfolio/holdings/btc", "PUT", "{\"amount\":\"-1\"}");
            first = send(gateway, "/api/portfolio", "GET", "").body();

            assertEquals(201, btc.statusCode(), btc.body());
            assertEquals(201, eth.statusCode(), eth.body());
            assertEquals(201, doge.statusCode(), doge.body());
            assertEquals(200, gone.statusCode(), gone.body());
            assertEquals(400, bad.statusCode(), bad.body());
            assertEquals(2, before);
            assertTrue(
                    first.startsWith("{\"totals\":[{\"currency\":\"USD\",\"value\":\"0\",\"incomplete\":true},"
                            + "{\"currency\":\"USDT\",\"value\":\"30000\",\"incomplete\":true}],"),
                    first);
        }
        JournalReplay replay = JournalReplay.run(folder, count -> {});

        try (RunningEngine running = new RunningEngine(folder)) {
            Gateway gateway = running.gateway;
            String second = send(gateway, "/api/portfolio", "GET", "").body();

            assertEquals(0, replay.unrecorded());
            assertEquals(amounts(first), amounts(second));
            assertTrue(second.contains("\"symbol\":\"BTC/USD\",\"asset\":\"BTC\",\"amount\":\"0.5\""), second);
            assertTrue(second.contains("\"stale\":true"), second);
        }
    }

    private static String amounts(String portfolio) {
        StringBuilder amounts = new StringBuilder();
        java.util.regex.Pattern.compile("\"symbol\":\"[^\"]*\"|\"amount\":\"[^\"]*\"")
                .matcher(portfolio)
                .results()
                .forEach(result -> amounts.append(result.group()).append(' '));
        return amounts.toString();
    }
}
