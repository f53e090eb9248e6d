package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultKind;
import io.tickgate.simulator.fault.VenueDialect;
import io.tickgate.simulator.fault.VenueFaults;
import java.util.Collection;
import java.util.List;

/** What faults do to the connections that are open: close them, freeze them, send them what no stream would. Any thread may call. */
final class ConnectionFaults {

    /** Texts that venues have sent instead of JSON. */
    private static final List<String> NOT_JSON = List.of(
            "Pong timeout",
            "Unauthorized: the API key is not valid",
            "pong",
            "<html><body>502 Bad Gateway</body></html>",
            "",
            "null",
            "\u0000\u0001\ufffd");

    /** Named in a big frame for a client of all symbols. */
    private static final String ANY_SYMBOL = "BTCUSDT";

    private final VenueFaults faults;
    private final FaultBoard board;
    private final ConnectionRegistry registry;
    private final BoardTimer timer;

    ConnectionFaults(VenueFaults faults, ConnectionRegistry registry, BoardTimer timer) {
        this.faults = faults;
        this.board = faults.board();
        this.registry = registry;
        this.timer = timer;
    }

    void inject(Fault fault) {
        Collection<ClientConnection> open = registry.open();
        switch (fault.kind()) {
            case DISCONNECT -> disconnectAll(fault.option());
            case POLICY_CLOSE -> open.forEach(c -> c.close(Opcode.CODE_POLICY, "Too many requests", false));
            case SERVER_SHUTDOWN -> shutDown(fault, open);
            case HALF_OPEN -> freeze(fault, open);
            case NOT_JSON -> sendNoJson(fault, open);
            case BIG_FRAME -> sendBig(fault, open);
            case PING_FLOOD -> open.forEach(c -> c.floodWithPings(fault.count()));
            default -> throw new IllegalStateException("not for the server: " + fault);
        }
        board.counts().count(fault.kind());
    }

    /** Closes all connections; new ones may come at once. */
    void disconnectAll(boolean abrupt) {
        for (ClientConnection connection : registry.open()) {
            if (abrupt) {
                connection.abort();
            } else {
                connection.close(Opcode.CODE_GOING_AWAY, "Disconnected", false);
            }
        }
    }

    private void shutDown(Fault fault, Collection<ClientConnection> open) {
        require(timer.after(
                fault.durationNs(),
                true,
                () -> open.forEach(c -> c.close(Opcode.CODE_GOING_AWAY, "Going away", false))));
        VenueDialect dialect = faults.dialect();
        long nowEpochMs = System.currentTimeMillis();
        for (ClientConnection connection : open) {
            String notice = dialect.shutdownNotice(connection.isCombined(), nowEpochMs);
            if (notice != null) {
                connection.offer(notice);
            }
        }
    }

    private void freeze(Fault fault, Collection<ClientConnection> open) {
        require(timer.after(fault.durationNs(), false, () -> open.forEach(connection -> connection.freeze(false))));
        open.forEach(connection -> connection.freeze(true));
    }

    private static void require(boolean taken) {
        if (!taken) {
            throw new IllegalStateException("too many faults wait; try again in a second");
        }
    }

    private static void sendNoJson(Fault fault, Collection<ClientConnection> open) {
        for (long i = 0; i < fault.count(); i++) {
            String text = NOT_JSON.get((int) (i % NOT_JSON.size()));
            open.forEach(connection -> connection.offer(text));
        }
    }

    private void sendBig(Fault fault, Collection<ClientConnection> open) {
        String symbol = fault.symbol() == null ? ANY_SYMBOL : fault.symbol();
        BigFrame bare = big(fault, false, symbol);
        BigFrame combined = big(fault, true, symbol);
        for (ClientConnection connection : open) {
            if (connection.hasStreamOf(fault.symbol())) {
                connection.offer(connection.isCombined() ? combined : bare);
            }
        }
    }

    private BigFrame big(Fault fault, boolean combined, String symbol) {
        VenueDialect dialect = faults.dialect();
        return new BigFrame(dialect.bigFrameHead(combined, symbol), dialect.bigFrameTail(combined), fault.amount());
    }

    /** Closes connections that have reached the age that a fault cuts them at. */
    void cutOld() {
        long lifeNs = board.lifeNs();
        if (lifeNs < 0) {
            return;
        }
        for (ClientConnection connection : registry.open()) {
            long ageNs = connection.ageNs();
            if (ageNs >= lifeNs && !connection.isFrozen() && board.takeLifeCut(ageNs) != null) {
                connection.close(Opcode.CODE_GOING_AWAY, "Connection is too old", false);
                board.counts().count(FaultKind.LIFE_CUT);
            }
        }
    }
}
