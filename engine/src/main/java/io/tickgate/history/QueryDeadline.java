package io.tickgate.history;

/** Until when a query may go on; looked at before each block or record that is read. Any thread. */
public final class QueryDeadline {
    /** No end. */
    public static final QueryDeadline NONE = new QueryDeadline(0, false);

    private final long deadlineNs;
    private final boolean isLimited;

    private QueryDeadline(long deadlineNs, boolean isLimited) {
        this.deadlineNs = deadlineNs;
        this.isLimited = isLimited;
    }

    /** Ends some time after now. */
    public static QueryDeadline after(long durationNs) {
        return new QueryDeadline(System.nanoTime() + durationNs, true);
    }

    /**
     * Looks at the clock.
     *
     * @throws QueryTooLongException when it has passed.
     */
    public void check() {
        if (isLimited && System.nanoTime() - deadlineNs > 0) {
            throw new QueryTooLongException();
        }
    }

    /** The query took longer than it may. A shorter window, or a later time, may help. */
    public static final class QueryTooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        QueryTooLongException() {
            super("The query took too long", null, false, false);
        }
    }
}
