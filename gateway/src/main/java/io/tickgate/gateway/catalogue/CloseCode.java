package io.tickgate.gateway.catalogue;

/**
 * Every code that this server closes a WebSocket with. 1000 to 1999 are those of RFC 6455, section 7.4.1; 4000 and above are ours.
 * "Come back" says whether a client should connect again by itself (with jitter).
 */
public enum CloseCode {
    NORMAL(1000, false, "closed as asked"),
    GOING_AWAY(1001, true, "server is stopping"),
    PROTOCOL_ERROR(1002, false, "frame breaks RFC 6455"),
    UNSUPPORTED_DATA(1003, false, "only text messages are taken"),
    INVALID_TEXT(1007, false, "text is not UTF-8"),
    MESSAGE_TOO_BIG(1009, false, "message is too big"),
    INTERNAL_ERROR(1011, true, "failed here; it was recorded"),
    SLOW_CLIENT(4008, true, "took nothing for too long"),
    OUTCOMES_LOST(4410, true, "outcomes were forgotten before they were taken; ask /api/bets"),
    MALFORMED_MESSAGES(4400, false, "too many malformed messages"),
    IDLE(4408, true, "nothing heard for too long"),
    RATE_LIMITED(4429, true, "too many messages");

    private final int code;
    private final boolean isComingBackUseful;
    private final String text;

    CloseCode(int code, boolean isComingBackUseful, String text) {
        this.code = code;
        this.isComingBackUseful = isComingBackUseful;
        this.text = text;
    }

    public int code() {
        return code;
    }

    /** Whether a client should connect again by itself. */
    public boolean isComingBackUseful() {
        return isComingBackUseful;
    }

    /** Reason in the close frame, ASCII, at most 123 bytes. */
    public String text() {
        return text;
    }
}
