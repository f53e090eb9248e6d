package io.tickgate.gateway.ws;

import java.util.Arrays;

/** Sessions in no order: those of an I/O thread, or the subscribers of one instrument. Owned by that thread. */
final class Subscribers {
    private Session[] sessions = new Session[4];
    private int count;

    int count() {
        return count;
    }

    Session get(int index) {
        return sessions[index];
    }

    void add(Session session) {
        if (count == sessions.length) {
            sessions = Arrays.copyOf(sessions, 2 * count);
        }
        sessions[count++] = session;
    }

    /** Removes a session if it is in; the last one takes its place. */
    void remove(Session session) {
        for (int i = 0; i < count; i++) {
            if (sessions[i] == session) {
                sessions[i] = sessions[--count];
                clearLast();
                return;
            }
        }
    }

    /** So that a session that went is not held in memory. */
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private void clearLast() {
        sessions[count] = null;
    }
}
