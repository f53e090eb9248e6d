package io.tickgate.simulator.fault;

import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Subscriptions of one venue that must not simply be entered: those that begin with old trades, and those that stay without data for a while. Connections add, the source's thread enters. */
public final class Arrivals {

    /** As many as sixteen clients with all streams that one may have; what comes beyond is entered at once. */
    private static final int WAITING_MAX = 16_384;

    private final FaultBoard board;
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private volatile boolean empty = true;

    /**
     * One stream that a subscriber waits for.
     *
     * @param symbol upper case
     * @param oldTrades how many come first, 0 for none
     */
    private record Arrival(Subscriber subscriber, String stream, String symbol, long oldTrades) {}

    /** Sends the last trades of a stream, oldest first, to one subscriber; on the source's thread. */
    @FunctionalInterface
    public interface OldTrades {

        /** At most this many. */
        void send(String stream, Subscriber subscriber, long count) throws InterruptedException;
    }

    /** Creates one that asks this board. */
    public Arrivals(FaultBoard board) {
        this.board = board;
    }

    /**
     * Asks whether a subscription has to wait, and keeps it if so; any thread.
     *
     * @param symbol upper case
     * @param isTrades whether the stream is one of trades
     * @return false if the caller is to enter it now
     */
    public boolean defers(Subscriber subscriber, String stream, String symbol, boolean isTrades) {
        long nothingNs = board.nothingAfterAckNs(symbol);
        long oldTrades = isTrades && nothingNs == 0 ? board.takeOldTrades(symbol) : 0;
        if (nothingNs == 0 && oldTrades == 0) {
            return false;
        }
        synchronized (this) {
            if (waiting.size() >= WAITING_MAX) {
                return false;
            }
            waiting.add(new Arrival(subscriber, stream, symbol, oldTrades));
            empty = false;
        }
        board.counts().count(nothingNs > 0 ? FaultKind.ACK_THEN_NOTHING : FaultKind.OLD_TRADES);
        return true;
    }

    /** Forgets a subscription that is no longer wanted; any thread. */
    public void forget(Subscriber subscriber, String stream) {
        if (!empty) {
            synchronized (this) {
                waiting.removeIf(arrival ->
                        arrival.subscriber() == subscriber && arrival.stream().equals(stream));
                empty = waiting.isEmpty();
            }
        }
    }

    /** Enters what is due; on the source's thread. */
    public void enterDue(Topics topics, OldTrades old) throws InterruptedException {
        if (empty) {
            return;
        }
        for (Arrival arrival : takeDue()) {
            if (arrival.oldTrades() > 0) {
                old.send(arrival.stream(), arrival.subscriber(), arrival.oldTrades());
            }
            topics.subscribe(arrival.stream(), arrival.subscriber());
            // It may have left in the meantime, and then has looked for this entry in vain.
            if (!arrival.subscriber().wants(arrival.stream())) {
                topics.unsubscribe(arrival.stream(), arrival.subscriber());
            }
        }
    }

    private synchronized List<Arrival> takeDue() {
        List<Arrival> due = new ArrayList<>();
        waiting.removeIf(arrival -> {
            boolean isDue = board.nothingAfterAckNs(arrival.symbol()) == 0;
            if (isDue) {
                due.add(arrival);
            }
            return isDue;
        });
        empty = waiting.isEmpty();
        return due;
    }
}
