package io.tickgate.config;

/**
 * Section {@code sources}: what instruments have that do not say otherwise.
 *
 * @param mode failover, best or index.
 * @param silenceNs see {@link SourceConfig}.
 * @param stableNs see {@link SourceConfig}.
 * @param connectFailuresMax see {@link SourceConfig}.
 * @param deviationMaxE8 see {@link SourceConfig}.
 * @param bestVenuesMin fresh venues that {@code best} needs.
 * @param indexVenuesMin fresh venues that {@code index} needs.
 */
public record SourcesConfig(
        SourceMode mode,
        long silenceNs,
        long stableNs,
        int connectFailuresMax,
        long deviationMaxE8,
        int bestVenuesMin,
        int indexVenuesMin) {
    /** The defaults of an instrument with this mode. */
    public SourceConfig of(SourceMode wanted) {
        return new SourceConfig(wanted, silenceNs, stableNs, connectFailuresMax, deviationMaxE8, venuesMin(wanted));
    }

    private int venuesMin(SourceMode wanted) {
        return switch (wanted) {
            case FAILOVER -> 1;
            case BEST -> bestVenuesMin;
            case INDEX -> indexVenuesMin;
        };
    }
}
