package io.tickgate.simulation;

/** The disk takes no more. */
final class AppendFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppendFailure() {
        super(null, null, false, false);
    }
}
