package io.tickgate.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision in words.
 *
 * @param kind name of its kind.
 * @param subject what it is about: a bet's id, a market's or a stream's name.
 * @param fields what it says, by name, in the order of the record.
 */
public record DecisionText(String kind, String subject, Map<String, String> fields) {
    /** Only what another decision of the same kind and subject says differently. */
    Map<String, String> otherThan(DecisionText other) {
        Map<String, String> different = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!value.equals(other.fields.get(name))) {
                different.put(name, value);
            }
        });
        return different;
    }

    /** Fields as {@code name=value}, separated by blanks. */
    static String of(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return text.toString();
    }
}
