package io.tickgate.config;

import java.nio.file.Path;

/**
 * Section {@code data}.
 *
 * @param directory of journal, decisions, counters and error log.
 * @param freeSpaceMinBytes below which gates close.
 */
public record DataConfig(Path directory, long freeSpaceMinBytes) {}
