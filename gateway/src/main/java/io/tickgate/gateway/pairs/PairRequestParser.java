package io.tickgate.gateway.pairs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.bets.StrictJson;
import io.tickgate.pairs.PairRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the body of a pair, strictly: one JSON object, each field known, at most once, of its one type and not too long. What its
 * texts mean the engine judges. Stateless.
 */
public final class PairRequestParser {
    /** Longest text of any field: a slug of CoinCap. */
    private static final int TEXT_LENGTH_MAX = 64;
    /** As many as the engine takes, and one to be told so. */
    private static final int ALIASES_MAX = 13;

    private static final String SYMBOL = "symbol";
    private static final String ALIASES = "aliases";
    private static final Set<String> TEXTS = Set.of(SYMBOL, "binance", "coinbase", "coincap", "source");

    private PairRequestParser() {}

    /**
     * Parses a body.
     *
     * @param body UTF-8 JSON.
     * @return the request.
     * @throws RefusedRequest when it is none, naming the field to blame.
     */
    public static PairRequest parse(byte[] body) throws RefusedRequest {
        Map<String, String> texts = new HashMap<>();
        List<String> aliases = new ArrayList<>();
        StrictJson.read(body, (parser, name) -> {
            if (name.equals(ALIASES)) {
                readAliases(parser, aliases);
            } else if (TEXTS.contains(name)) {
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    throw StrictJson.invalid(name, "must be a string");
                }
                texts.put(name, text(name, parser.getText()));
            } else {
                throw StrictJson.unknown(name, known());
            }
        });
        String symbol = texts.get(SYMBOL);
        if (symbol == null) {
            throw StrictJson.missing(SYMBOL);
        }
        return new PairRequest(
                symbol,
                aliases,
                texts.getOrDefault("binance", ""),
                texts.getOrDefault("coinbase", ""),
                texts.getOrDefault("coincap", ""),
                texts.getOrDefault("source", ""));
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(TEXTS);
        known.add(ALIASES);
        return known;
    }

    private static void readAliases(JsonParser parser, List<String> aliases) throws IOException, RefusedRequest {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw StrictJson.invalid(ALIASES, "must be an array of strings");
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING || aliases.size() == ALIASES_MAX) {
                throw StrictJson.invalid(ALIASES, "must be an array of at most " + (ALIASES_MAX - 1) + " strings");
            }
            aliases.add(text(ALIASES, parser.getText()));
        }
    }

    /** Empty ones are refused too: left out and empty would mean the same. */
    private static String text(String name, String text) throws RefusedRequest {
        if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
            throw StrictJson.invalid(name, "must have 1 to " + TEXT_LENGTH_MAX + " characters");
        }
        return text;
    }
}
