package io.tickgate.perf.cost;

/** One of several ways to do the same work, or a part of it. */
interface Contender {
    /** What the tables call it. */
    String name();

    /** Does the work once, a fixed number of operations. */
    Cost run();
}
