package io.tickgate.publish;

/** Told what changed on the boards. Called on the publish thread, and where said on another one: must neither block nor allocate, and must not throw. */
public interface ChangeListener {
    /**
     * The instrument's row on the {@link PriceBoard} is newer (price, quote or health), or, told by the thread that reads Redis, the one
     * on the {@link FallbackBoard}.
     */
    void onPriceChanged(int instrumentId);

    /** Health of an instrument, a gate or the directory changed: the status that clients see is to be sent anew. */
    void onStatusChanged();
}
