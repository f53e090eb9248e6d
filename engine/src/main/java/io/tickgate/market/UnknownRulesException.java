package io.tickgate.market;

/** The journal was written under rules that this build does not have; it must not decide anything from it. */
public final class UnknownRulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownRulesException(long sequence, int rulesVersion, String build) {
        super("Record " + sequence + " was written under rules version " + rulesVersion + " by build " + build
                + "; this build knows versions up to " + BetRules.VERSION + ". Use that build, or a newer one.");
    }
}
