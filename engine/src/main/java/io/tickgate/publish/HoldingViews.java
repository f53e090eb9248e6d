package io.tickgate.publish;

import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.HoldingResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What users hold, and who waits for an answer to a command. Written by the publish stage, read by any thread. Bounded by the market: a
 * million holdings in all, a thousand of a user; each change copies that user's.
 */
public final class HoldingViews {
    private record Owner(String tenant, String user) {}

    private final ConcurrentHashMap<Owner, PortfolioView> byOwner = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, HoldingListener> listeners = new ConcurrentHashMap<>();
    private final HoldingDecidedFlyweight decided = new HoldingDecidedFlyweight();

    HoldingViews() {}

    /** What a user holds. */
    public PortfolioView of(String tenant, String user) {
        return byOwner.getOrDefault(new Owner(tenant, user), PortfolioView.EMPTY);
    }

    /**
     * Asks to be told of a command's answer. Register before the command is published; the listener is told at most once.
     *
     * @param commandIdLow low half of the command's id (the halves are random; one is enough to tell commands under way apart).
     * @param listener told on the publish thread.
     */
    public void await(long commandIdLow, HoldingListener listener) {
        listeners.put(commandIdLow, listener);
    }

    /** Gives up waiting. Returns whether the listener was still waiting, so that exactly one side answers. */
    public boolean giveUp(long commandIdLow) {
        return listeners.remove(commandIdLow) != null;
    }

    /** A decision: first it can be read, then whoever waits is told. The publish stage's thread only. */
    void onDecided(DirectBuffer record, int length) {
        HoldingAnswer answer = answer(decided.wrap(record, 0, length));
        if (answer.isDone()) {
            set(new Owner(text(decided.tenant()), text(decided.user())), answer);
        }
        tell(answer);
    }

    private static HoldingAnswer answer(HoldingDecidedFlyweight decided) {
        return new HoldingAnswer(
                decided.commandIdHigh(),
                decided.commandIdLow(),
                decided.sequence(),
                decided.engineTimeEpochNs(),
                decided.instrumentId(),
                HoldingResult.of(decided.result()),
                decided.amountE8(),
                decided.previousE8());
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }

    private void set(Owner owner, HoldingAnswer answer) {
        PortfolioView old = byOwner.getOrDefault(owner, PortfolioView.EMPTY);
        PortfolioView changed = old.with(answer.instrumentId(), answer.amountE8());
        if (changed.size() == 0) {
            byOwner.remove(owner);
        } else {
            byOwner.put(owner, changed);
        }
    }

    private void tell(HoldingAnswer answer) {
        @Nullable HoldingListener listener = listeners.remove(answer.commandIdLow());
        if (listener != null) {
            listener.onHoldingAnswer(answer);
        }
    }
}
