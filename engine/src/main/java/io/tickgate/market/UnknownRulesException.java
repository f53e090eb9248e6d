package io.tickgate.market;

/** The journal was written under rules that this build does not have; it must not decide anything from it. */
public final class UnknownRulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownRulesException(long sequence, int rulesVersion, String build) {
        super("Record " + sequence + " was written under rules version " + rulesVersion + " by build " + build
                + "; this build decides by version " + BetRules.VERSION + " only. " + remedy(rulesVersion));
    }

    private static String remedy(int rulesVersion) {
        return rulesVersion < BetRules.VERSION
                ? "Start with another data folder; the build that wrote this one still reads it."
                : "Use that build, or a newer one.";
    }
}
