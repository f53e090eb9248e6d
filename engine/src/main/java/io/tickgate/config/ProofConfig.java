package io.tickgate.config;

/**
 * Section {@code proof}.
 *
 * @param keyFile of the operator's own signing key, empty for one that is made at the first start.
 * @param headIntervalNs between two signed heads.
 * @param webhookUrl where heads are posted to, empty for nowhere; may hold a token, so never print it.
 */
public record ProofConfig(String keyFile, long headIntervalNs, String webhookUrl) {
    /** Without the URL's secrets. */
    @Override
    public String toString() {
        return "ProofConfig[headIntervalNs=" + headIntervalNs + ", webhookUrl="
                + Secrets.mask("proof.webhook-url", webhookUrl) + "]";
    }
}
