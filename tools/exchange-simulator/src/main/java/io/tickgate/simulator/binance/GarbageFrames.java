package io.tickgate.simulator.binance;

import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Subscriber.Offer;
import java.nio.charset.StandardCharsets;

/** Malformed frames of the sorts that have been seen in the wild, in turn. None carries an id that a real trade could have. */
public final class GarbageFrames {

    /** How many sorts there are. */
    public static final int SORTS = 5;

    private static final byte[] BINARY = {(byte) 0xDE, (byte) 0xAD, 0, (byte) 0xFF, 0x7B};

    /** Not a 64-bit number, and as a double it loses digits. */
    private static final String HUGE = "9".repeat(40);

    private GarbageFrames() {}

    /**
     * Offers one malformed frame: cut JSON, text that is no JSON, binary, a huge number, or a trade without its keys.
     *
     * @param serial counts up; chooses the sort
     * @param symbol upper case, for those sorts that carry one
     */
    public static Offer offer(Subscriber subscriber, int serial, String symbol) {
        return switch (serial % SORTS) {
            case 0 -> text(subscriber, symbol, "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"" + symbol, false);
            case 1 -> bare(subscriber, "Pong timeout");
            case 2 -> subscriber.offerBinary(BINARY, 0, BINARY.length);
            case 3 ->
                text(
                        subscriber,
                        symbol,
                        "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"" + symbol + "\",\"t\":" + HUGE + ",\"p\":\""
                                + HUGE + ".00000000\",\"q\":\"1.00000000\",\"T\":1672515782136,\"m\":true,\"M\":true}",
                        true);
            default -> text(subscriber, symbol, "{\"e\":\"trade\",\"s\":\"" + symbol + "\"}", true);
        };
    }

    private static Offer text(Subscriber subscriber, String symbol, String payload, boolean closed) {
        if (!subscriber.isCombined()) {
            return bare(subscriber, payload);
        }
        String stream = StreamNames.trade(symbol);
        return bare(subscriber, "{\"stream\":\"" + stream + "\",\"data\":" + payload + (closed ? "}" : ""));
    }

    private static Offer bare(Subscriber subscriber, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return subscriber.offerText(utf8, 0, utf8.length);
    }
}
