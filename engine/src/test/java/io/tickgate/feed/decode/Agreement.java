package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A venue's scanner and parser side by side: what the scanner takes it must read as the parser does, and neither may throw. */
public final class Agreement {
    private final Scan scan;
    private final Parse parse;
    private final Counters counters = Counters.inMemory();
    private final FrameEmitter emitter = new FrameEmitter("test", counters, BadFrames.inMemory(counters));
    private final List<String> scanned = new ArrayList<>();
    private final List<String> parsed = new ArrayList<>();

    /** A scanner's way to read a frame. */
    public interface Scan {
        boolean scan(byte[] source, int offset, int length, FrameEmitter emitter);
    }

    /** A parser's way to read a frame. */
    public interface Parse {
        void parse(byte[] source, int offset, int length, FrameEmitter emitter);
    }

    public Agreement(Parse parse, Scan scan) {
        this.parse = parse;
        this.scan = scan;
    }

    /** Reads a frame with both and compares; whether the scanner took it. */
    public boolean check(byte[] frame) {
        parsed.clear();
        emitter.begin(frame, 0, frame.length, message -> parsed.add(message.toString()));
        parse.parse(frame, 0, frame.length, emitter);
        assertFalse(parsed.isEmpty(), () -> text(frame));
        scanned.clear();
        emitter.begin(frame, 0, frame.length, message -> scanned.add(message.toString()));
        boolean isScanned = scan.scan(frame, 0, frame.length, emitter);
        assertEquals(isScanned ? parsed : List.of(), scanned, () -> text(frame));
        return isScanned;
    }

    /** What the parser read in the last frame. */
    public List<String> messages() {
        return parsed;
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
