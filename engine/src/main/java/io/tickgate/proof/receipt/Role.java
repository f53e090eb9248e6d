package io.tickgate.proof.receipt;

/** What a record is in a receipt. The label is what the receipt says. */
public enum Role {
    /** The disguised command. */
    BET("bet"),
    /** The market's definition. */
    MARKET("market"),
    /** The settlement stream's. */
    STREAM("stream"),
    /** The instrument's. */
    INSTRUMENT("instrument"),
    /** The venue's. */
    VENUE("venue"),
    /** The trade that the bet was judged against. */
    REFERENCE("reference"),
    /** The trade that hit. */
    TRADE("trade"),
    /** The one on the other side. */
    OTHER_TRADE("otherTrade"),
    /** What proves that the window was over. */
    WATERMARK("watermark");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** As in receipts. */
    public String label() {
        return label;
    }
}
