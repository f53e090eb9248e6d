package io.tickgate.proof;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code proof} of the configuration, range-checked.
 *
 * @param keyFile PKCS#8 in PEM, null for a key of our own making.
 * @param webhook where heads are posted to, null for nowhere; https, or http on this machine.
 * @param headIntervalNs between two heads.
 */
public record ProofSettings(
        @Nullable Path keyFile, @Nullable URI webhook, long headIntervalNs) {}
