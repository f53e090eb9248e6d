package io.tickgate.feed.binance;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.JsonNumbers;
import io.tickgate.feed.decode.JsonObject;
import io.tickgate.record.RecordFlyweight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Binance answers to requests: acknowledgements, lists of subscriptions, errors in the documented flat and in the nested form
 * that is seen too. Owned by the connection's thread.
 */
final class BinanceReplies {
    /** A connection carries 1,024 streams; names beyond that are not of our asking. */
    private static final int NAMES_MAX = 1_024;

    /** Reads a reply; false when the object is none, and nothing is set. */
    boolean read(JsonObject object, FeedMessage message) {
        long requestId = JsonNumbers.wholeOr(object.text("id"), RecordFlyweight.ABSENT);
        if (object.get("error") instanceof JsonObject nested) {
            error(nested.text("code"), nested.text("msg"), requestId, message);
        } else if (object.has("error")) {
            error("", object.text("error"), requestId, message);
        } else if (object.has("code")) {
            error(object.text("code"), object.text("msg"), requestId, message);
        } else if (object.has("result")) {
            message.ack(requestId, names(object.get("result")));
        } else {
            return false;
        }
        return true;
    }

    private static void error(String code, String text, long requestId, FeedMessage message) {
        message.error(JsonNumbers.wholeOr(code, RecordFlyweight.ABSENT), text, requestId);
    }

    private static List<String> names(@Nullable Object result) {
        if (!(result instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .limit(NAMES_MAX)
                .toList();
    }
}
