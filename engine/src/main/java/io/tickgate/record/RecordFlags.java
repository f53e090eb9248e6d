package io.tickgate.record;

/** Flags of a record's header, one bit each; bits that a version does not know are kept and ignored. */
public final class RecordFlags {
    /** The tick was read late because the ring was full; it never refreshes health. */
    public static final int DELAYED = 1 << 1;
    /** A price or size had more than eight decimals and was rounded half to even. */
    public static final int ROUNDED = 1 << 2;
    /** A size did not fit and stands at the largest value. */
    public static final int SIZE_SATURATED = 1 << 3;
    /** The price was asked for over REST; it never refreshes health. */
    public static final int POLLED = 1 << 4;

    private RecordFlags() {}
}
