package io.tickgate.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.HealthState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final int INSTRUMENTS = 3;
    private static final long NOW_EPOCH_NS = 1_800_000_000_000_000_000L;

    private final FrameStore store = newStore();
    private final Socket socket = new Socket();
    private final Outbound outbound = new Outbound(socket, store, new Outbound.Batch(), new GatewayCounts(), 0);
    private final byte[] frames = allFrames();

    private static FrameStore newStore() {
        PublishedWriter writer = new PublishedWriter();
        for (int i = 1; i <= INSTRUMENTS; i++) {
            int id = writer.instrument("X" + i + "/USD", List.of(), "binance");
            writer.write(id, i * 100_000_000L, i, i + 1L, HealthState.HEALTHY, NOW_EPOCH_NS, 0);
        }
        FrameStore store = new FrameStore(writer.published());
        store.beginRound(NOW_EPOCH_NS);
        return store;
    }

    private byte[] allFrames() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id = 1; id <= INSTRUMENTS; id++) {
            outbound.due(id);
            ByteBuffer frame = store.frame(id);
            while (frame != null && frame.hasRemaining()) {
                all.write(frame.get());
            }
        }
        return all.toByteArray();
    }

    @Test
    void shouldKeepFramesWholeWhereverTheSocketCutsABatch() throws Exception {
        for (int cut = 1; cut < frames.length; cut++) {
            OutboundTest each = new OutboundTest();
            each.socket.room = cut;

            each.assertNotDone("cut at " + cut);
            each.socket.room = Integer.MAX_VALUE;
            each.socket.roomAfter = Integer.MAX_VALUE;
            assertTrue(each.outbound.flushMessages(1) && each.outbound.flushPrices(1));

            assertFalse(each.outbound.isBlocked());
            assertArrayEquals(frames, each.socket.taken.toByteArray(), "cut at " + cut);
        }
    }

    @Test
    void shouldKeepFramesWholeWhenTheSocketTakesMoreRightAfterACut() throws Exception {
        socket.room = frames.length / INSTRUMENTS / 2;
        socket.roomAfter = Integer.MAX_VALUE;

        assertNotDone("first frame cut");
        assertTrue(outbound.flushMessages(1) && outbound.flushPrices(1));

        assertFalse(outbound.isBlocked());
        assertArrayEquals(frames, socket.taken.toByteArray());
    }

    private void assertNotDone(String message) throws IOException {
        assertFalse(outbound.flushPrices(1), message);
        assertTrue(outbound.isBlocked(), message);
    }

    /** Takes so many bytes in its next write, others in those after it. */
    private static final class Socket implements WritableByteChannel {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        int room;
        int roomAfter;

        @Override
        public int write(ByteBuffer source) {
            int count = Math.min(room, source.remaining());
            for (int i = 0; i < count; i++) {
                taken.write(source.get());
            }
            room = roomAfter;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing to give back.
        }
    }
}
