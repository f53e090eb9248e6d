package io.tickgate.config;

import java.nio.file.Path;

/**
 * Section {@code data}.
 *
 * @param directory of journal, decisions, counters and error log.
 * @param freeSpaceMinBytes below which gates close.
 * @param retentionNs age beyond which files of journal and decisions go, where nobody needs them.
 * @param retentionBytes size beyond which the oldest go.
 */
public record DataConfig(Path directory, long freeSpaceMinBytes, long retentionNs, long retentionBytes) {}
