package io.tickgate.gateway.portfolio;

import com.fasterxml.jackson.core.JsonToken;
import io.tickgate.gateway.bets.RefusedRequest;
import io.tickgate.gateway.bets.StrictJson;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.record.E8;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the body of a holding, strictly: one JSON object whose one field is {@code "amount"}, a decimal number as a string. What it refuses it
 * names; nothing is rounded. Stateless.
 */
public final class AmountParser {
    private static final String AMOUNT = "amount";
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private AmountParser() {}

    /**
     * Parses a body.
     *
     * @param body UTF-8 JSON.
     * @return the amount × 10^8, 0 or more.
     * @throws RefusedRequest when it is none.
     */
    public static long parse(byte[] body) throws RefusedRequest {
        StringBuilder text = new StringBuilder();
        StrictJson.read(body, (parser, name) -> {
            if (!name.equals(AMOUNT)) {
                throw StrictJson.unknown(name, List.of(AMOUNT));
            }
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw StrictJson.invalid(AMOUNT, "must be a string");
            }
            if (parser.getText().isEmpty()) {
                throw StrictJson.invalid(AMOUNT, "must not be empty");
            }
            text.append(parser.getText());
        });
        if (text.length() == 0) {
            throw StrictJson.missing(AMOUNT);
        }
        return amountE8(text.toString());
    }

    private static long amountE8(String text) throws RefusedRequest {
        if (!DECIMAL.matcher(text).matches()) {
            throw StrictJson.invalid(AMOUNT, "must be a decimal number of 0 or more, such as \"1.25\"");
        }
        int point = text.indexOf('.');
        if (point >= 0 && text.length() - point - 1 > E8.DECIMALS) {
            throw new RefusedRequest(ErrorCode.AMOUNT_TOO_FINE, AMOUNT, ErrorCode.AMOUNT_TOO_FINE.text());
        }
        E8.Outcome outcome = new E8.Outcome();
        long amountE8 = E8.parse(text, outcome);
        if (outcome.code() != E8.Outcome.EXACT) {
            throw new RefusedRequest(ErrorCode.AMOUNT_TOO_LARGE, AMOUNT, ErrorCode.AMOUNT_TOO_LARGE.text());
        }
        return amountE8;
    }
}
