package io.tickgate.gateway.ws;

/**
 * The sessions of one I/O thread that want outcomes of bets. The publish thread marks that there are some, which neither blocks nor
 * allocates; all else belongs to the I/O thread.
 */
final class Bettors {
    private final Subscribers sessions = new Subscribers();
    private volatile boolean hasAny;
    private volatile boolean isMarked;

    // Publish thread.

    /** Notes that bets were decided. Returns whether anybody wants to know. */
    boolean mark() {
        if (hasAny) {
            isMarked = true;
        }
        return hasAny;
    }

    // I/O thread.

    /** Adds a session; it finds by itself what was decided before. */
    void add(Session session) {
        sessions.add(session);
        hasAny = true;
    }

    void remove(Session session) {
        sessions.remove(session);
        hasAny = sessions.count() > 0;
    }

    /** Lets each session send what was decided since. */
    void deliver(long nowNs) {
        if (!isMarked) {
            return;
        }
        isMarked = false;
        // From the end, as a session that ends removes itself and the last one takes its place.
        for (int i = sessions.count() - 1; i >= 0; i--) {
            Session session = sessions.get(i);
            try {
                session.flushOutcomes(nowNs);
            } catch (RuntimeException e) {
                session.fail(e);
            }
        }
    }
}
