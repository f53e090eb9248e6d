package io.tickgate.mirror;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tickgate.record.E8;
import io.tickgate.record.RecordFlyweight;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;

/** Writes the JSON value of one instrument's prices (see the package). Owned by one thread. */
final class PriceJson {
    private static final long NS_PER_MS = 1_000_000;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final int prefixLength;
    private int length;

    PriceJson(String symbol, String source) {
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        prefix.writeBytes(ascii("{\"symbol\":\""));
        prefix.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(symbol));
        prefix.writeBytes(ascii("\",\"source\":\""));
        prefix.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(source));
        prefix.writeBytes(ascii("\",\"price\":\""));
        prefixLength = prefix.size();
        buffer.putBytes(0, prefix.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Encodes a trade. */
    byte[] encode(TradeValues trade) {
        length = prefixLength;
        buffer.checkLimit(length + E8.TEXT_LENGTH_MAX);
        length += E8.print(trade.priceE8, buffer, length);
        text("\",\"size\":\"");
        buffer.checkLimit(length + E8.TEXT_LENGTH_MAX);
        length += E8.print(trade.sizeE8, buffer, length);
        text("\",\"tradeId\":");
        numberOrNull(trade.tradeId);
        text(",\"sequence\":");
        length += buffer.putLongAscii(length, trade.sequence);
        text(",\"eventTime\":");
        numberOrNull(
                trade.eventTimeEpochNs == RecordFlyweight.ABSENT
                        ? RecordFlyweight.ABSENT
                        : Math.floorDiv(trade.eventTimeEpochNs, NS_PER_MS));
        text(",\"receivedTime\":");
        length += buffer.putLongAscii(length, trade.receivedEpochNs / NS_PER_MS);
        text("}");
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    private void text(String text) {
        length += buffer.putStringWithoutLengthAscii(length, text);
    }

    private void numberOrNull(long number) {
        if (number == RecordFlyweight.ABSENT) {
            text("null");
        } else {
            length += buffer.putLongAscii(length, number);
        }
    }
}
