package io.tickgate.gateway.bets;

import io.tickgate.gateway.catalogue.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's request that cannot be served, with what is to blame. Carries no stack trace: it is an answer, not a fault here. */
public final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    @SuppressWarnings("serial")
    private final List<String> nearest;

    /** Refuses because of a field, or with null of the whole. */
    public RefusedRequest(ErrorCode code, @Nullable String field, String message) {
        this(code, field, message, List.of());
    }

    /** Refuses an unknown name, with the nearest known ones. */
    public RefusedRequest(ErrorCode code, @Nullable String field, String message, List<String> nearest) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
        this.nearest = List.copyOf(nearest);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    /** Known names that resemble the unknown one; usually empty. */
    public List<String> nearest() {
        return nearest;
    }

    /** The message; never null here. */
    public String text() {
        String message = getMessage();
        return message == null ? code.text() : message;
    }
}
