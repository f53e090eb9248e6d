package io.tickgate.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.HealthState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStoreTest {
    private static final long NOW_EPOCH_NS = 1_800_000_000_000_000_000L;

    private final PublishedWriter writer = new PublishedWriter();
    private final FrameStore store = new FrameStore(writer.published());
    private final int id = writer.instrument("BTC/USD", List.of(), "binance");

    /** A trade that also reveals a deadline writes the row twice; the I/O thread may read in between. */
    @Test
    void shouldDeliverEachChangeOfOneRecord() {
        write(7, HealthState.DEGRADED);
        store.beginRound(NOW_EPOCH_NS);
        assertTrue(store.isUndelivered(id));

        writer.sameRecord();
        write(8, HealthState.HEALTHY);
        store.beginRound(NOW_EPOCH_NS);

        assertTrue(store.isUndelivered(id));
        assertTrue(frame().contains("\"price\":\"8\""), this::frame);
        assertTrue(frame().contains("\"health\":\"healthy\""), this::frame);
    }

    @Test
    void shouldNotDeliverTheSameTwice() {
        write(7, HealthState.HEALTHY);
        store.beginRound(NOW_EPOCH_NS);
        assertTrue(store.isUndelivered(id));

        store.beginRound(NOW_EPOCH_NS);

        assertFalse(store.isUndelivered(id));
    }

    private void write(long price, HealthState health) {
        writer.write(id, price * 100_000_000L, 1, 2, health, NOW_EPOCH_NS, 0);
    }

    private String frame() {
        ByteBuffer frame = store.frame(id);
        if (frame == null) {
            throw new AssertionError("no frame");
        }
        return StandardCharsets.US_ASCII.decode(frame.duplicate()).toString();
    }
}
