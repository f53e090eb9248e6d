package io.tickgate.perf.wire;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The trades of a run as the venue sends them: number n has trade id n + 1 and price 60,000 + n ÷ 100, so that whoever sees the price
 * knows the trade. Reused from trade to trade by one thread; allocates nothing.
 */
final class TradeFrame {
    /** The symbol that is traded. */
    static final String SYMBOL = "BTCUSDT";

    private static final long BASE_CENTS = 6_000_000;
    private static final long CENT_E8 = 1_000_000;
    private static final int LENGTH_MAX = 256;
    private static final int FIN_TEXT = 0x81;
    private static final int LENGTH_16_BITS = 126;
    private static final int HEADER_LENGTH = 4;
    private static final byte[] HEAD = bytes("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":");
    private static final byte[] ID = bytes(",\"s\":\"BTCUSDT\",\"t\":");
    private static final byte[] PRICE = bytes(",\"p\":\"");
    private static final byte[] SIZE = bytes("000000\",\"q\":\"0.02000000\",\"T\":");
    private static final byte[] TAIL = bytes(",\"m\":true,\"M\":true}}");

    private final byte[] array = new byte[LENGTH_MAX];
    private final UnsafeBuffer buffer = new UnsafeBuffer(array);
    private int length;

    /** Makes the WebSocket frame of a trade. The payload is always longer than 125 bytes and shorter than 65,536. */
    TradeFrame set(long trade, long nowEpochMs) {
        int at = put(HEADER_LENGTH, HEAD);
        at += buffer.putLongAscii(at, nowEpochMs);
        at = put(at, ID);
        at += buffer.putLongAscii(at, trade + 1);
        at = put(at, PRICE);
        long cents = BASE_CENTS + trade;
        at += buffer.putLongAscii(at, cents / 100);
        array[at++] = '.';
        array[at++] = (byte) ('0' + cents / 10 % 10);
        array[at++] = (byte) ('0' + cents % 10);
        at = put(at, SIZE);
        at += buffer.putLongAscii(at, nowEpochMs);
        at = put(at, TAIL);
        int payload = at - HEADER_LENGTH;
        array[0] = (byte) FIN_TEXT;
        array[1] = (byte) LENGTH_16_BITS;
        array[2] = (byte) (payload >> 8);
        array[3] = (byte) payload;
        length = at;
        return this;
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Number of the trade with a price; negative, or beyond the run, when it is none of the run's. */
    static long tradeOfPrice(long priceE8) {
        return priceE8 / CENT_E8 - BASE_CENTS;
    }

    private int put(int at, byte[] text) {
        System.arraycopy(text, 0, array, at, text.length);
        return at + text.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
