package io.tickgate.config;

/**
 * How the price that is shown of one instrument is made; becomes a definition record ({@link io.tickgate.record.SourceFlyweight}),
 * which explains the fields.
 *
 * @param mode failover, best or index.
 * @param silenceNs without a tick after which the next venue is shown.
 * @param stableNs for which a better venue must be fresh before it is shown again.
 * @param connectFailuresMax failed connects in a row after which the next venue is shown.
 * @param deviationMaxE8 from the median beyond which a venue is out; 0.01 is 1,000,000.
 * @param venuesMin fresh venues below which there is no price.
 */
public record SourceConfig(
        SourceMode mode, long silenceNs, long stableNs, int connectFailuresMax, long deviationMaxE8, int venuesMin) {}
