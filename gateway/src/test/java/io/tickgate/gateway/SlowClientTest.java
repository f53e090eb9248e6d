package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that does not read, among others that do. */
@Timeout(120)
@Tag("slow")
class SlowClientTest {
    private static final int PRICES = 200_000;

    private final RunningGateway running = new RunningGateway();

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), running.errors::toString);
    }

    @Test
    void shouldConflateThenCloseASlowClientAndNotDisturbTheOthers() throws Exception {
        for (int i = 0; i < 50; i++) {
            running.writer.instrument("X" + i + "/USD", List.of(), "binance");
        }
        RawSocket slow = RawSocket.open(running.gateway.port(), "/ws/prices?symbols=*", 8_192);
        WsClient healthy = WsClient.connect(running, "/ws/prices?symbols=btcusd");
        healthy.await("\"snapshot\"");

        publish();
        healthy.await("\"price\":\"" + (PRICES / 53 * 53 + 1) + "\"");

        assertTrue(running.gateway.counts().get(GatewayEvent.PRICES_CONFLATED) > 1_000);
        assertEquals(0, running.gateway.counts().get(GatewayEvent.SOCKETS_CLOSED_SLOW));
        running.clock.advanceMs(10_001);
        RunningGateway.await(
                "closed as slow", () -> running.gateway.counts().get(GatewayEvent.SOCKETS_CLOSED_SLOW) == 1);
        int closeCode = slow.readClose().closeCode();
        running.alive();
        running.writer.price(RunningGateway.BTC, 424_242L * 100_000_000L, running.clock.nowEpochNs());

        assertEquals(4008, closeCode);
        healthy.await("\"price\":\"424242\"");
        slow.close();
    }

    @Test
    void shouldGiveTheNewestOfEachInOrderWhenASlowClientReadsAgain() throws Exception {
        RawSocket slow = RawSocket.open(running.gateway.port(), "/ws/prices?symbols=*", 8_192);
        for (int i = 0; i < 50; i++) {
            running.writer.instrument("X" + i + "/USD", List.of(), "binance");
        }

        publish();

        long[] newest = new long[54];
        int seen = 0;
        while (seen < 53) {
            RawSocket.Frame frame = slow.read();
            if (frame.text().startsWith("{\"type\":\"price\"")) {
                long price = Long.parseLong(between(frame.text(), "\"price\":\"", "\""));
                int instrument = (int) ((price - 1) % 53) + 1;
                assertTrue(price >= newest[instrument], frame.text());
                newest[instrument] = price;
                seen += price > PRICES / 53 * 53 ? 1 : 0;
            } else {
                assertTrue(frame.opcode() == 1, frame.toString());
            }
        }
        slow.close();
    }

    /** Round after round over all 53 instruments; the price tells instrument and round; all are named in the last round. */
    private void publish() {
        for (int i = 1; i <= PRICES / 53 * 53 + 53; i++) {
            running.writer.price((i - 1) % 53 + 1, i * 100_000_000L, running.clock.nowEpochNs());
            if (i % 53 == 0) {
                // So that the I/O threads take the rounds one by one; otherwise they conflate before any socket is
                // full.
                java.util.concurrent.locks.LockSupport.parkNanos(20_000);
            }
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
