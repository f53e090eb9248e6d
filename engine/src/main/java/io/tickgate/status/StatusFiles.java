package io.tickgate.status;

import java.io.File;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The mapped files of a data folder that tell its state: {@code counters.dat} (this process's counts) and {@code errors.dat} (its
 * distinct errors; those of the run before are kept as {@code errors.previous.dat}), {@code bad-frames.dat} (the last ones of all runs). They survive {@code kill -9}.
 */
public final class StatusFiles {
    /** Room for some hundred distinct errors with their stack traces. */
    private static final int ERROR_LOG_LENGTH = 1024 * 1024;

    private static final String COUNTERS = "counters.dat";
    private static final String ERRORS = "errors.dat";
    private static final String BAD_FRAMES = "bad-frames.dat";
    private static final String PREVIOUS_ERRORS = "errors.previous.dat";

    private final Counters counters;
    private final ErrorLog errorLog;
    private final BadFrames badFrames;

    private StatusFiles(MappedByteBuffer countersFile, MappedByteBuffer errorsFile, MappedByteBuffer badFramesFile) {
        counters = new Counters(new UnsafeBuffer(countersFile));
        errorLog = new ErrorLog(new UnsafeBuffer(errorsFile), SystemEpochClock.INSTANCE, counters);
        badFrames = new BadFrames(
                new UnsafeBuffer(badFramesFile), SystemEpochClock.INSTANCE, SystemNanoClock.INSTANCE, counters);
    }

    /**
     * Makes the files of a start.
     *
     * @param dataFolder held exclusively by the caller.
     * @return the files; they stay mapped for the life of the process, as a late count must never touch unmapped memory.
     */
    public static StatusFiles create(Path dataFolder) {
        File errors = dataFolder.resolve(ERRORS).toFile();
        File previous = dataFolder.resolve(PREVIOUS_ERRORS).toFile();
        if (errors.exists()) {
            IoUtil.deleteIfExists(previous);
            if (!errors.renameTo(previous)) {
                IoUtil.deleteIfExists(errors);
            }
        }
        File counters = dataFolder.resolve(COUNTERS).toFile();
        IoUtil.deleteIfExists(counters);
        return new StatusFiles(
                IoUtil.mapNewFile(counters, Counters.lengthBytes()),
                IoUtil.mapNewFile(errors, ERROR_LOG_LENGTH),
                mapBadFrames(dataFolder.resolve(BAD_FRAMES).toFile()));
    }

    /** Frames of earlier runs stay; a file of another length is of another version. */
    private static MappedByteBuffer mapBadFrames(File file) {
        if (file.length() == BadFrames.lengthBytes()) {
            return IoUtil.mapExistingFile(file, BAD_FRAMES);
        }
        IoUtil.deleteIfExists(file);
        return IoUtil.mapNewFile(file, BadFrames.lengthBytes());
    }

    /** File of the counters in a data folder. */
    public static Path countersOf(Path dataFolder) {
        return dataFolder.resolve(COUNTERS);
    }

    /** File of the distinct errors in a data folder. */
    public static Path errorsOf(Path dataFolder) {
        return dataFolder.resolve(ERRORS);
    }

    /** File of the bad frames in a data folder. */
    public static Path badFramesOf(Path dataFolder) {
        return dataFolder.resolve(BAD_FRAMES);
    }

    public Counters counters() {
        return counters;
    }

    public BadFrames badFrames() {
        return badFrames;
    }

    public ErrorLog errorLog() {
        return errorLog;
    }
}
