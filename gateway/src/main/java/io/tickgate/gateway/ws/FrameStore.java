package io.tickgate.gateway.ws;

import io.tickgate.gateway.encode.InstrumentText;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.PriceEncoder;
import io.tickgate.gateway.encode.ShownPrice;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.Published;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The newest price of each instrument as a ready text frame, encoded once for all subscribers of an I/O thread, and the buffers in
 * which several frames or one larger message are put together. Owned by that thread.
 *
 * <p>Memory: 2.3 KB an instrument that was ever asked for, and 256 KB. After an instrument's first frame nothing is allocated until
 * the directory changes.
 */
final class FrameStore {
    /**
     * Largest message put together here, and so the most that one write takes and a session keeps a copy of: a status of 200
     * instruments with the longest symbols, escaped six-fold, is 103 KB.
     */
    static final int BATCH_LENGTH_MAX = 131_072;
    /** Prices in one snapshot message: as many as fit whatever their length. */
    static final int SNAPSHOT_PRICES_MAX = 25;

    private static final int SLOT_LENGTH = ServerFrame.HEADER_LENGTH_MAX + 32 + PriceEncoder.LENGTH_MAX;
    private static final byte[] TYPE_PRICE = "\"price\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = JsonBuffer.nameBytes("type");

    /** One instrument's frame; the view's position and limit are its bounds. */
    private static final class Slot {
        final InstrumentText text;
        final UnsafeBuffer bytes;
        final ByteBuffer frame;
        final JsonBuffer json;
        long change = -1;
        long fallbackEpochNs = -1;
        long round = -1;
        /** Counts contents; they are told apart by the two above. */
        long content;

        long deliveredContent;
        int start;
        int end;

        Slot(InstrumentText text) {
            this.text = text;
            frame = ByteBuffer.allocateDirect(SLOT_LENGTH);
            bytes = new UnsafeBuffer(frame);
            json = new JsonBuffer(bytes);
        }
    }

    private final Published published;
    private final ShownPrice price = new ShownPrice();
    private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH_LENGTH_MAX);
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(BATCH_LENGTH_MAX);
    private final JsonBuffer scratchJson = new JsonBuffer(new UnsafeBuffer(scratch));
    private @Nullable Slot[] slots = new @Nullable Slot[0];
    private Directory directory = Directory.EMPTY;
    private long round;
    private long nowEpochNs;

    FrameStore(Published published) {
        this.published = published;
    }

    /**
     * Begins a round, in which each price is read from the board at most once.
     *
     * @param newNowEpochNs engine time.
     */
    void beginRound(long newNowEpochNs) {
        round++;
        nowEpochNs = newNowEpochNs;
        Directory newest = published.directory();
        if (newest != directory) {
            directory = newest;
            Arrays.fill(slots, null);
        }
    }

    Directory directory() {
        return directory;
    }

    /**
     * The newest price as a frame.
     *
     * @param instrumentId of the directory.
     * @return the frame, its bounds set, to be read in this thread before the next call for this instrument; null when there is no
     *     price yet.
     */
    @Nullable
    ByteBuffer frame(int instrumentId) {
        Slot slot = slot(instrumentId);
        if (slot == null) {
            return null;
        }
        if (slot.round != round) {
            slot.round = round;
            boolean isThere = price.read(published, instrumentId, false, nowEpochNs);
            if (price.change() != slot.change || price.fallbackEpochNs() != slot.fallbackEpochNs) {
                encode(slot, isThere);
            }
        }
        return slot.end == 0 ? null : slot.frame.limit(slot.end).position(slot.start);
    }

    /**
     * Whether the newest price was not yet given to all subscribers; from now on it counts as given. The board may be ahead of the
     * marks, so that a mark may tell of a price that is out already.
     */
    boolean isUndelivered(int instrumentId) {
        if (frame(instrumentId) == null) {
            return false;
        }
        Slot slot = slots[instrumentId];
        boolean isNew = slot != null && slot.deliveredContent != slot.content;
        if (slot != null) {
            slot.deliveredContent = slot.content;
        }
        return isNew;
    }

    private void encode(Slot slot, boolean isThere) {
        slot.change = price.change();
        slot.fallbackEpochNs = price.fallbackEpochNs();
        if (!isThere) {
            return;
        }
        slot.content++;
        JsonBuffer json = slot.json.reset(ServerFrame.HEADER_LENGTH_MAX);
        json.openObject().name(TYPE).value(TYPE_PRICE);
        PriceEncoder.members(json, slot.text, price, nowEpochNs);
        json.closeObject();
        slot.end = json.position();
        slot.start = ServerFrame.sealText(slot.bytes, ServerFrame.HEADER_LENGTH_MAX, slot.end);
    }

    private @Nullable Slot slot(int instrumentId) {
        if (instrumentId >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(64, 2 * instrumentId));
        }
        Slot slot = slots[instrumentId];
        return slot == null ? newSlot(instrumentId) : slot;
    }

    private @Nullable Slot newSlot(int instrumentId) {
        InstrumentView instrument = directory.instrument(instrumentId);
        if (instrument == null) {
            return null;
        }
        Slot slot = new Slot(new InstrumentText(instrument));
        slots[instrumentId] = slot;
        return slot;
    }

    /** The buffer in which frames of one write are put together; the caller's until the next one asks. */
    ByteBuffer batch() {
        return batch.clear();
    }

    /** Starts a message in the scratch buffer; to be ended by {@link #sealed()}. */
    JsonBuffer message() {
        return scratchJson.reset(ServerFrame.HEADER_LENGTH_MAX);
    }

    /** The message that was started last as a frame, valid until the next one starts. */
    ByteBuffer sealed() {
        int end = scratchJson.position();
        int start = ServerFrame.sealText(scratchJson.buffer(), ServerFrame.HEADER_LENGTH_MAX, end);
        return scratch.limit(end).position(start);
    }

    /**
     * Writes the newest prices of instruments as an array.
     *
     * @param json with the array's name written.
     * @param instrumentIds at most {@link #SNAPSHOT_PRICES_MAX}; those without a price are left out.
     */
    void prices(JsonBuffer json, List<Integer> instrumentIds) {
        json.openArray();
        for (int instrumentId : instrumentIds) {
            Slot slot = slot(instrumentId);
            if (slot != null && price.read(published, instrumentId, false, nowEpochNs)) {
                json.openObject();
                PriceEncoder.members(json, slot.text, price, nowEpochNs);
                json.closeObject();
            }
        }
        json.closeArray();
    }
}
