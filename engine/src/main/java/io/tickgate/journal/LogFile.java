package io.tickgate.journal;

import java.nio.file.Path;

/**
 * One file of a log, an hour of engine time.
 *
 * @param path of it.
 * @param bytes that it takes; of the newest one more than is written.
 * @param firstSequence of its first record.
 * @param startEpochNs engine time from which on its records are; those of the next file are an hour later or more.
 */
public record LogFile(Path path, long bytes, long firstSequence, long startEpochNs) {}
