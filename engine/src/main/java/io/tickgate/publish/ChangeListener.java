package io.tickgate.publish;

/** Told what changed on the boards. Called on the publish thread: must neither block nor allocate, and must not throw. */
public interface ChangeListener {
    /** The instrument's row on the {@link PriceBoard} is newer (price, quote or health). */
    void onPriceChanged(int instrumentId);

    /** Health of an instrument, a gate or the directory changed: the status that clients see is to be sent anew. */
    void onStatusChanged();
}
