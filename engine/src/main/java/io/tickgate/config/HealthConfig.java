package io.tickgate.config;

/**
 * Section {@code health}; becomes a definition record.
 *
 * @param degradedNs greatest age of a healthy stream.
 * @param criticalNs greatest age of a degraded one, at least {@code degradedNs}.
 * @param recoveryNs how long a stream must stay fresh after critical.
 * @param skewPastNs how far a venue's time may lie before the receive time.
 * @param skewFutureNs how far it may lie after it.
 */
public record HealthConfig(long degradedNs, long criticalNs, long recoveryNs, long skewPastNs, long skewFutureNs) {}
