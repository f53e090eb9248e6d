package io.tickgate.proof.chain;

/** Told of each new head, which is on disk. Called on the chain's thread; must not block. */
@FunctionalInterface
public interface HeadListener {
    /** A new head. */
    void onHead(Head head);
}
