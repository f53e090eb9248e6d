package io.tickgate.simulator.binance;

import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Subscriber.Offer;

/**
 * One payload in the four forms that clients may want: bare or wrapped with its stream's name, in milliseconds or microseconds. Each form is written once, when the first client
 * wants it. Owned by a source's thread and reused for each payload.
 */
public final class Rendering {

    /** Writes the payload in one unit of time. */
    @FunctionalInterface
    public interface Payload {

        /** Appends the payload to {@code out}. */
        void write(boolean microseconds, AsciiBuffer out);
    }

    private final AsciiBuffer[] forms = {
        new AsciiBuffer(), new AsciiBuffer(), new AsciiBuffer(), new AsciiBuffer(),
    };

    private final long patienceNs;

    /**
     * Creates an empty one.
     *
     * @param patienceNs how long to wait for a subscriber that is full before it is closed as too slow; 0 in a live market, which waits for nobody
     */
    public Rendering(long patienceNs) {
        this.patienceNs = patienceNs;
    }

    /** Offers one payload to all of them. */
    public void deliver(String stream, Payload payload, Subscriber[] subscribers) {
        for (AsciiBuffer form : forms) {
            form.clear();
        }
        for (Subscriber subscriber : subscribers) {
            AsciiBuffer form = form(stream, payload, subscriber.isCombined(), subscriber.isMicroseconds());
            if (offer(subscriber, form) == Offer.FULL) {
                subscriber.closeAsTooSlow();
            }
        }
    }

    private Offer offer(Subscriber subscriber, AsciiBuffer form) {
        Offer offer = subscriber.offerText(form.bytes(), 0, form.length());
        if (offer != Offer.FULL || patienceNs == 0) {
            return offer;
        }
        try {
            subscriber.awaitRoom(patienceNs);
            return subscriber.offerText(form.bytes(), 0, form.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Offer.FULL;
        }
    }

    private AsciiBuffer form(String stream, Payload payload, boolean combined, boolean microseconds) {
        AsciiBuffer form = forms[(combined ? 2 : 0) + (microseconds ? 1 : 0)];
        if (form.length() == 0) {
            if (combined) {
                form.add("{\"stream\":\"").add(stream).add("\",\"data\":");
            }
            payload.write(microseconds, form);
            if (combined) {
                form.add("}");
            }
        }
        return form;
    }
}
