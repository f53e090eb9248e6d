package io.tickgate.simulator.binance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a client asks for with the URL that it connects to: {@code /ws}, {@code /ws/<stream>/<stream>} or {@code /stream?streams=<stream>/<stream>}, each with
 * {@code timeUnit=MICROSECOND} if it likes.
 *
 * @param streams in the order of the URL, each once
 * @param combined whether payloads are wrapped with their stream's name
 * @param microseconds whether times are in microseconds
 */
public record ConnectTarget(List<String> streams, boolean combined, boolean microseconds) {

    /** A URL that the venue's protocol does not know; the message says what is wrong with it. */
    public static final class BadTargetException extends Exception {

        private static final long serialVersionUID = 1L;

        BadTargetException(String message) {
            super(message);
        }
    }

    /** Whether this path opens a stream connection. */
    public static boolean isStreamPath(String path) {
        return path.equals("/stream") || path.equals("/ws") || path.startsWith("/ws/");
    }

    /**
     * Reads a URL's parts.
     *
     * @param path decoded, one for which {@link #isStreamPath} holds
     * @param streamValues decoded values of the parameter {@code streams}
     * @param unitValues decoded values of the parameter {@code timeUnit}
     * @throws BadTargetException for too many streams, names that are too long, and unknown units
     */
    public static ConnectTarget parse(String path, List<String> streamValues, List<String> unitValues)
            throws BadTargetException {
        boolean combined = path.equals("/stream");
        List<String> names = new ArrayList<>();
        if (combined) {
            streamValues.forEach(value -> names.addAll(Arrays.asList(value.split("/"))));
        } else {
            names.addAll(Arrays.asList(path.substring("/ws".length()).split("/")));
        }
        List<String> distinct =
                names.stream().filter(name -> !name.isEmpty()).distinct().toList();
        if (distinct.size() > Session.STREAMS_MAX) {
            throw new BadTargetException("at most " + Session.STREAMS_MAX + " streams a connection");
        }
        if (distinct.stream().anyMatch(name -> name.length() > Session.STREAM_NAME_MAX_CHARS)) {
            throw new BadTargetException("a stream name has at most " + Session.STREAM_NAME_MAX_CHARS + " characters");
        }
        return new ConnectTarget(distinct, combined, isMicroseconds(unitValues));
    }

    private static boolean isMicroseconds(List<String> unitValues) throws BadTargetException {
        if (unitValues.isEmpty()) {
            return false;
        }
        return switch (unitValues.get(0)) {
            case "MICROSECOND", "microsecond" -> true;
            case "MILLISECOND", "millisecond" -> false;
            default -> throw new BadTargetException("timeUnit must be MILLISECOND or MICROSECOND");
        };
    }
}
