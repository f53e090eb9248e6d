package io.tickgate.record;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * First record of each start: on it the market takes every stream as critical and every coverage as open.
 *
 * <pre>
 *   40 rules version, i32   44 build length, i32   48 wall clock at start, ns since 1970   56 build, UTF-8
 * </pre>
 */
public final class EngineStartedFlyweight extends RecordFlyweight {
    private static final int BUILD_LENGTH_MAX = 128;
    private static final int RULES_VERSION_OFFSET = HEADER_LENGTH;
    private static final int BUILD_LENGTH_OFFSET = RULES_VERSION_OFFSET + Integer.BYTES;
    private static final int WALL_OFFSET = BUILD_LENGTH_OFFSET + Integer.BYTES;
    private static final int BUILD_OFFSET = WALL_OFFSET + Long.BYTES;

    @Override
    public EngineStartedFlyweight wrap(DirectBuffer source, int offset, int length) {
        super.wrap(source, offset, length);
        return this;
    }

    @Override
    public EngineStartedFlyweight wrap(MutableDirectBuffer target) {
        super.wrap(target);
        return this;
    }

    /**
     * Writes the record.
     *
     * @param nowEpochNs engine time.
     * @param wallEpochNs wall clock at start.
     * @param rulesVersion of the decisions that this build makes.
     * @param build version and commit of the build, cut at 128 bytes.
     * @return this.
     */
    public EngineStartedFlyweight set(long nowEpochNs, long wallEpochNs, int rulesVersion, String build) {
        begin(RecordKind.ENGINE_STARTED, BUILD_OFFSET, nowEpochNs);
        buffer.putInt(RULES_VERSION_OFFSET, rulesVersion, BYTE_ORDER);
        buffer.putLong(WALL_OFFSET, wallEpochNs, BYTE_ORDER);
        byte[] text = build.getBytes(StandardCharsets.UTF_8);
        appendText(BUILD_LENGTH_OFFSET, text, Math.min(text.length, BUILD_LENGTH_MAX));
        return this;
    }

    public int rulesVersion() {
        return buffer.getInt(RULES_VERSION_OFFSET, BYTE_ORDER);
    }

    public long wallEpochNs() {
        return buffer.getLong(WALL_OFFSET, BYTE_ORDER);
    }

    public String build() {
        return buffer.getStringWithoutLengthUtf8(BUILD_OFFSET, buffer.getInt(BUILD_LENGTH_OFFSET, BYTE_ORDER));
    }
}
