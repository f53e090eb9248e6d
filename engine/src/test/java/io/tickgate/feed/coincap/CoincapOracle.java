package io.tickgate.feed.coincap;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.OracleJson;
import io.tickgate.feed.decode.OracleTick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What frames of CoinCap say, worked out apart from the decoder; of prices only. */
final class CoincapOracle {
    private CoincapOracle() {}

    static List<String> read(byte[] frame, List<FeedStream> streams) {
        Object json = OracleJson.read(frame);
        if (json == OracleJson.MALFORMED) {
            return List.of("MALFORMED");
        }
        List<String> messages = new ArrayList<>();
        if (json instanceof Map<?, ?> object
                && object.values().stream().noneMatch(v -> v instanceof Map || v instanceof List)) {
            for (Object slug : object.keySet()) {
                streams.stream().filter(each -> each.venueSymbol().equals(slug)).forEach(each -> {
                    OracleTick price = new OracleTick("PRICE", each.streamId());
                    messages.add(price.priced(price.price(OracleJson.text(object, String.valueOf(slug)))));
                });
            }
        }
        return messages.isEmpty() ? List.of("UNKNOWN") : messages;
    }
}
