package io.tickgate.gateway.ws;

import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import java.util.ArrayList;
import java.util.List;

/**
 * What one client subscribes to, and which of it still needs its snapshot. While it subscribes to all, the session stands in the
 * thread's list of those only, so that it is told of a price once. Owned by the connection's I/O thread.
 */
final class Subscriptions {
    private final Session session;
    private final PriceFanOut fanOut;
    private final IdSet named = new IdSet();
    private final IdSet snapshotDue = new IdSet();
    private boolean isAll;

    Subscriptions(Session session, PriceFanOut fanOut) {
        this.session = session;
        this.fanOut = fanOut;
    }

    /** Adds an instrument, or notes a new snapshot if it is in; false when there are as many as may be. */
    boolean add(int instrumentId) {
        if (instrumentId > PriceFanOut.INSTRUMENT_ID_MAX || (!named.contains(instrumentId) && isFull())) {
            return false;
        }
        if (named.add(instrumentId)) {
            fanOut.demand().wanted(instrumentId);
            if (!isAll) {
                fanOut.subscribe(session, instrumentId);
            }
        }
        snapshotDue.add(instrumentId);
        return true;
    }

    /**
     * Adds all that there are and will be, which counts as one and asks for no instrument that is on demand: who takes everything wants
     * what is there. False when there are as many as may be.
     */
    boolean addAll(Directory directory) {
        if (!isAll) {
            if (isFull()) {
                return false;
            }
            leaveNamed();
            isAll = true;
            fanOut.subscribeAll(session);
        }
        for (InstrumentView instrument : directory.instruments()) {
            if (instrument.id() <= PriceFanOut.INSTRUMENT_ID_MAX) {
                snapshotDue.add(instrument.id());
            }
        }
        return true;
    }

    private boolean isFull() {
        return named.count() + (isAll ? 1 : 0) >= fanOut.settings().subscriptionsMax();
    }

    /** Removes an instrument; returns whether its prices are not wanted any more. */
    boolean remove(int instrumentId) {
        if (!named.remove(instrumentId)) {
            return false;
        }
        fanOut.demand().released(instrumentId);
        if (isAll) {
            return false;
        }
        fanOut.unsubscribe(session, instrumentId);
        snapshotDue.remove(instrumentId);
        return true;
    }

    /** Removes the subscription to all; those by name stay. */
    void removeAll() {
        if (isAll) {
            isAll = false;
            fanOut.unsubscribeAll(session);
            for (int id = named.next(0); id >= 0; id = named.next(id + 1)) {
                fanOut.subscribe(session, id);
            }
        }
    }

    /** Whether prices of the instrument are wanted. */
    boolean contains(int instrumentId) {
        return isAll || named.contains(instrumentId);
    }

    boolean isSnapshotDue() {
        return !snapshotDue.isEmpty();
    }

    /** Takes the next instruments that need their snapshot, at most so many. */
    List<Integer> takeSnapshotDue(int countMax) {
        List<Integer> ids = new ArrayList<>();
        for (int id = snapshotDue.next(0); id >= 0 && ids.size() < countMax; id = snapshotDue.next(id + 1)) {
            ids.add(id);
            snapshotDue.remove(id);
        }
        return ids;
    }

    /** Ends all of it: the session is about to end. */
    void leave() {
        if (isAll) {
            fanOut.unsubscribeAll(session);
        } else {
            leaveNamed();
        }
        for (int id = named.next(0); id >= 0; id = named.next(id + 1)) {
            fanOut.demand().released(id);
        }
        isAll = false;
        named.clear();
        snapshotDue.clear();
    }

    private void leaveNamed() {
        for (int id = named.next(0); id >= 0; id = named.next(id + 1)) {
            fanOut.unsubscribe(session, id);
        }
    }
}
