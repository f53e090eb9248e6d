package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;

/** One stream on one connection: how far its subscription is. Owned by the control thread. */
final class Subscription {
    enum State {
        /** To be asked for. */
        WAITING,
        /** Asked for; the answer is to come. */
        ASKED,
        /** The venue has confirmed it, or the URL asked for it. */
        HELD,
        /** To be given up and asked for again. */
        RESTARTING,
        /** The venue did not accept it; asked for again after a while. */
        REJECTED
    }

    final FeedStream stream;
    private State state = State.WAITING;
    private long sinceNs;
    /** Most streams of the next message that asks for it: halved with each rejection, so that the bad one is found. */
    private int batchMax;

    private int repairs;
    private String problem = "";

    Subscription(FeedStream stream, int batchMax, long nowNs) {
        this.stream = stream;
        this.batchMax = batchMax;
        sinceNs = nowNs;
    }

    void to(State newState, long nowNs) {
        state = newState;
        sinceNs = nowNs;
    }

    /** The venue did not accept the message that asked for so many streams. */
    void rejected(int batch, String why, long nowNs) {
        problem = why;
        if (batch > 1) {
            batchMax = Math.max(1, batch / 2);
            to(State.WAITING, nowNs);
        } else {
            to(State.REJECTED, nowNs);
        }
    }

    void held(long nowNs) {
        problem = "";
        to(State.HELD, nowNs);
    }

    /** The venue says that it is not there, against what it said before; false when that was often enough. */
    boolean repair(int repairsMax, long nowNs) {
        repairs++;
        to(repairs <= repairsMax ? State.WAITING : State.REJECTED, nowNs);
        if (state == State.REJECTED) {
            problem = "the venue drops the subscription";
            repairs = 0;
        }
        return state == State.WAITING;
    }

    State state() {
        return state;
    }

    long sinceNs() {
        return sinceNs;
    }

    int batchMax() {
        return batchMax;
    }

    /** Why it was not accepted; empty when nothing is known against it. */
    String problem() {
        return problem;
    }
}
