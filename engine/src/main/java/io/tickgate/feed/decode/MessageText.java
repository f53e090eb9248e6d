package io.tickgate.feed.decode;

import io.tickgate.record.RecordFlyweight;

/** Messages as text, for tests and people. */
final class MessageText {
    private MessageText() {}

    static String of(FeedMessage message) {
        String stream = message.kind() + " stream " + message.streamId();
        String event = " event " + number(message.eventEpochNs());
        String flags = " flags " + message.flags();
        return switch (message.kind()) {
            case TRADE ->
                stream + " id " + message.id() + " price " + message.priceE8() + " size " + message.sizeE8() + " side "
                        + message.takerSide() + " traded " + message.tradeEpochNs() + event + flags;
            case QUOTE -> stream + " id " + number(message.id()) + sides(message) + event + flags;
            case PRICE -> stream + " price " + message.priceE8() + sides(message) + event + flags;
            case NO_TRADE -> stream + " id " + message.id();
            case NEWEST_TRADE -> stream + " id " + message.id() + " source " + message.watermarkSource() + event;
            case HEARTBEAT -> stream + event;
            case ACK -> message.kind() + " request " + number(message.requestId()) + " names " + message.names();
            case ERROR ->
                message.kind() + " request " + number(message.requestId()) + " code " + number(message.errorCode())
                        + " text " + message.errorText();
            case UNAUTHORIZED -> message.kind() + " text " + message.errorText();
            case REJECTED -> stream + " id " + number(message.id()) + " " + message.reason();
            case MALFORMED -> message.kind() + " " + message.reason();
            case SHUTDOWN, UNKNOWN -> message.kind().name();
        };
    }

    private static String sides(FeedMessage message) {
        return " bid " + message.bidPriceE8() + " × " + message.bidSizeE8() + " ask " + message.askPriceE8() + " × "
                + message.askSizeE8();
    }

    private static String number(long value) {
        return value == RecordFlyweight.ABSENT ? "absent" : String.valueOf(value);
    }
}
