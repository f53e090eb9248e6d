package io.tickgate.publish;

/**
 * Told of the answer to a holding command, once it stands in the decisions queue and can be read. Called on the publish thread: must not
 * block and must not throw; hand over to your own thread.
 */
public interface HoldingListener {
    /** The command's answer. */
    void onHoldingAnswer(HoldingAnswer answer);
}
