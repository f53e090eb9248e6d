package io.tickgate.simulator.stream;

import io.tickgate.simulator.stream.Subscriber.Offer;

/** How a market's message is offered to a client. Owned by a source's thread. */
public final class Delivery {

    private final long patienceNs;

    /**
     * Creates one.
     *
     * @param patienceNs how long to wait for a subscriber that is full before it is closed as too slow; 0 in a live market, which waits for nobody
     */
    public Delivery(long patienceNs) {
        this.patienceNs = patienceNs;
    }

    /** Offers one text; a subscriber that has no room for it is closed. */
    public void deliver(Subscriber subscriber, byte[] utf8, int offset, int length) {
        if (offer(subscriber, utf8, offset, length) == Offer.FULL) {
            subscriber.closeAsTooSlow();
        }
    }

    private Offer offer(Subscriber subscriber, byte[] utf8, int offset, int length) {
        Offer offer = subscriber.offerText(utf8, offset, length);
        if (offer != Offer.FULL || patienceNs == 0) {
            return offer;
        }
        try {
            subscriber.awaitRoom(patienceNs);
            return subscriber.offerText(utf8, offset, length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Offer.FULL;
        }
    }
}
