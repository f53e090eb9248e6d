package io.tickgate.simulator.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads a recording line by line, plain or gzip, of any length in constant memory. Two line formats hold frames:
 *
 * <pre>
 *   1723161254087896568 {"stream":…          receive time in nanoseconds since 1970, a blank, the frame
 *   1633998512.0633569: {"stream":…          receive time in seconds since 1970, a colon and a blank, the frame
 * </pre>
 *
 * All other lines, such as URLs and what the recorder itself had sent, are skipped and counted. A flyweight: the frame is valid until the next call of {@link #next}. Owned by one
 * thread; closes its file.
 */
public final class RecordingReader implements Closeable {

    /** The largest frame seen at any venue has 5.1 MB. */
    private static final int LINE_MAX_BYTES = 8 * 1_024 * 1_024;

    private static final int INPUT_BYTES = 64 * 1_024;
    private static final int LINE_INITIAL_BYTES = 4 * 1_024;
    private static final int GZIP_MAGIC_FIRST = 0x1F;
    private static final int GZIP_MAGIC_SECOND = 0x8B;

    /** A time in nanoseconds since 1970 has 19 digits until the year 2286. */
    private static final int DIGITS_MAX = 19;

    private static final int NANO_DIGITS = 9;

    private final InputStream input;
    private final byte[] chunk = new byte[INPUT_BYTES];
    private int chunkAt;
    private int chunkEnd;

    private byte[] line = new byte[LINE_INITIAL_BYTES];
    private int lineLength;
    private int frameOffset;
    private long receivedEpochNs;
    private long skippedLines;

    private RecordingReader(InputStream input) {
        this.input = input;
    }

    /** Opens a file at its beginning. */
    public static RecordingReader open(Path file) throws IOException {
        PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), 2);
        try {
            byte[] magic = raw.readNBytes(2);
            raw.unread(magic);
            boolean isGzip = magic.length == 2
                    && (magic[0] & 0xFF) == GZIP_MAGIC_FIRST
                    && (magic[1] & 0xFF) == GZIP_MAGIC_SECOND;
            return new RecordingReader(isGzip ? new GZIPInputStream(raw, INPUT_BYTES) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Goes to the next frame.
     *
     * @return false at the end
     * @throws IOException if the file cannot be read, is cut inside its compression, or has a line of more than 8 MB
     */
    public boolean next() throws IOException {
        while (readLine()) {
            if (parseLine()) {
                return true;
            }
            skippedLines++;
        }
        return false;
    }

    /** When the recorder received the frame. */
    public long receivedEpochNs() {
        return receivedEpochNs;
    }

    /** The bytes that hold the frame, from {@link #offset}, {@link #length} of them. */
    public byte[] bytes() {
        return line;
    }

    /** Where the frame begins. */
    public int offset() {
        return frameOffset;
    }

    /** The frame's length in bytes. */
    public int length() {
        return lineLength - frameOffset;
    }

    /** Lines so far that held no frame. */
    public long skippedLineCount() {
        return skippedLines;
    }

    private boolean readLine() throws IOException {
        lineLength = 0;
        boolean any = false;
        while (chunkAt < chunkEnd || fill()) {
            any = true;
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            append(chunkAt, end);
            chunkAt = end + 1;
            if (end < chunkEnd) {
                break;
            }
        }
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
            lineLength--;
        }
        return any;
    }

    private boolean fill() throws IOException {
        chunkAt = 0;
        chunkEnd = Math.max(0, input.read(chunk));
        return chunkEnd > 0;
    }

    private void append(int from, int to) throws IOException {
        int length = lineLength + to - from;
        if (length > LINE_MAX_BYTES) {
            throw new IOException("a line has more than " + LINE_MAX_BYTES + " bytes");
        }
        if (length > line.length) {
            line = Arrays.copyOf(line, Math.max(length, Math.min(LINE_MAX_BYTES, line.length * 2)));
        }
        System.arraycopy(chunk, from, line, lineLength, to - from);
        lineLength = length;
    }

    private boolean parseLine() {
        int end = digitsFrom(0);
        if (end == 0 || end > DIGITS_MAX || end >= lineLength) {
            return false;
        }
        if (line[end] == ' ') {
            receivedEpochNs = number(0, end);
            frameOffset = end + 1;
            return frameOffset < lineLength;
        }
        int fractionEnd = line[end] == '.' ? digitsFrom(end + 1) : end;
        if (end > DIGITS_MAX - NANO_DIGITS
                || fractionEnd + 2 >= lineLength
                || line[fractionEnd] != ':'
                || line[fractionEnd + 1] != ' ') {
            return false;
        }
        receivedEpochNs = number(0, end) * 1_000_000_000L + nanos(end + 1, fractionEnd);
        frameOffset = fractionEnd + 2;
        return true;
    }

    private int digitsFrom(int from) {
        int at = from;
        while (at < lineLength && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        return at;
    }

    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + line[i] - '0';
        }
        return value;
    }

    /** The first nine digits of a fraction of a second; missing ones are zeros. */
    private long nanos(int from, int to) {
        long value = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            value = value * 10 + (from + i < to ? line[from + i] - '0' : 0);
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
