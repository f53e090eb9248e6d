package io.tickgate.feed.coincap;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.JsonNumbers;
import io.tickgate.feed.decode.JsonObject;
import io.tickgate.feed.decode.JsonReader;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.record.E8;
import io.tickgate.record.RecordFlyweight;
import java.util.Set;

/**
 * Reads any frame of CoinCap: blanks, escapes, prices as strings or as numbers. Only for what {@link CoincapScanner} leaves: it
 * allocates. Owned by the connection's thread.
 */
final class CoincapParser {
    /** What a REST answer of CoinCap has in place of prices; no slug. */
    private static final String ERROR = "error";

    private final JsonReader json = new JsonReader(Set.of());
    private final JsonNumbers numbers = new JsonNumbers();
    private final UnlistedSymbols unlisted;
    private StreamTable streams = StreamTable.EMPTY;

    CoincapParser(UnlistedSymbols unlisted) {
        this.unlisted = unlisted;
    }

    void streams(StreamTable newStreams) {
        streams = newStreams;
    }

    /**
     * Reads a frame.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @param emitter that takes the messages, at least one.
     */
    void parse(byte[] source, int offset, int length, FrameEmitter emitter) {
        Object frame = json.read(source, offset, length);
        if (frame == null) {
            emitter.message().malformed(json.reason());
            emitter.emit();
        } else if (frame instanceof JsonObject object && object.has(ERROR)) {
            emitter.message().error(RecordFlyweight.ABSENT, object.text(ERROR), RecordFlyweight.ABSENT);
            emitter.emit();
        } else if (frame instanceof JsonObject object && isFlat(object)) {
            prices(object, emitter);
        }
        if (emitter.count() == 0) {
            emitter.emitUnknown();
        }
    }

    /** Answers of the old version and of REST have objects and lists in them; their numbers are no prices. */
    private static boolean isFlat(JsonObject object) {
        for (String key : object.keys()) {
            Object value = object.get(key);
            if (!(value instanceof String) && value != JsonReader.NULL) {
                return false;
            }
        }
        return true;
    }

    private void prices(JsonObject object, FrameEmitter emitter) {
        FeedMessage message = emitter.message();
        for (String slug : object.keys()) {
            long priceE8 = numbers.decimal(object.text(slug));
            int index = streams.symbols().find(slug);
            if (index != SymbolTable.UNKNOWN) {
                message.beginPrice(streams.streamId(index));
                message.price(priceE8, numbers.outcome());
                emitter.emit();
            } else if (priceE8 > 0 && numbers.outcome() != E8.Outcome.OVERFLOW) {
                unlisted.note(slug);
            }
        }
    }
}
