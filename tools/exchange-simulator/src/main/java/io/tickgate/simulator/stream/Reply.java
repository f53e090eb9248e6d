package io.tickgate.simulator.stream;

import java.util.List;

/**
 * What to do about one message, in this order: leave streams, send the texts, enter streams, close. So nothing arrives before the acknowledgement of the subscription.
 *
 * @param texts the answers
 * @param left streams that are no longer wanted
 * @param entered streams that are wanted from now on
 * @param closes whether the connection ends with it
 */
public record Reply(List<String> texts, List<String> left, List<String> entered, boolean closes) {

    private static final Reply NOTHING = new Reply(List.of(), List.of(), List.of(), false);

    /** Says and does nothing. */
    public static Reply nothing() {
        return NOTHING;
    }

    /** Only says something. */
    public static Reply of(String text) {
        return new Reply(List.of(text), List.of(), List.of(), false);
    }

    /** Says something about streams that have changed. */
    public static Reply of(String text, List<String> left, List<String> entered) {
        return new Reply(List.of(text), left, entered, false);
    }

    /** The answer, if there is one only. */
    public String text() {
        return String.join("\n", texts);
    }
}
