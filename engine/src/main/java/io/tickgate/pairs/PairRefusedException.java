package io.tickgate.pairs;

import org.jspecify.annotations.Nullable;

/** A request about a pair cannot be served. Carries no stack trace: it is an answer, not a fault. */
public final class PairRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PairRefusal refusal;
    private final @Nullable String field;

    /**
     * Refuses.
     *
     * @param refusal why.
     * @param field of the request that is to blame, null for none.
     * @param message one sentence for people.
     */
    public PairRefusedException(PairRefusal refusal, @Nullable String field, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
        this.field = field;
    }

    public PairRefusal refusal() {
        return refusal;
    }

    /** Field of the request that is to blame, or null. */
    public @Nullable String field() {
        return field;
    }

    /** One sentence for people. */
    public String text() {
        String message = getMessage();
        return message == null ? refusal.name() : message;
    }
}
