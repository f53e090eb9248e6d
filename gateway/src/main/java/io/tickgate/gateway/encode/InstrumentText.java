package io.tickgate.gateway.encode;

import io.tickgate.publish.InstrumentView;
import java.util.List;

/** An instrument's names as JSON, made once per definition so that encoding a price copies bytes only. Immutable. */
public final class InstrumentText {
    private static final byte[] UNKNOWN = JsonBuffer.stringBytes("unknown");

    private final InstrumentView instrument;
    private final byte[] symbol;
    private final int[] streamIds;
    private final byte[][] sources;

    /** Makes the text of an instrument. */
    public InstrumentText(InstrumentView instrument) {
        this.instrument = instrument;
        symbol = JsonBuffer.stringBytes(instrument.symbol());
        List<String> names = instrument.sources();
        streamIds = new int[names.size()];
        sources = new byte[names.size()][];
        for (int i = 0; i < streamIds.length; i++) {
            streamIds[i] = instrument.streamIds().get(i);
            sources[i] = JsonBuffer.stringBytes(names.get(i));
        }
    }

    public InstrumentView instrument() {
        return instrument;
    }

    /** Symbol as a JSON string. */
    public byte[] symbol() {
        return symbol;
    }

    /** Venue of a stream as a JSON string. */
    public byte[] source(int streamId) {
        for (int i = 0; i < streamIds.length; i++) {
            if (streamIds[i] == streamId) {
                return sources[i];
            }
        }
        return UNKNOWN;
    }
}
