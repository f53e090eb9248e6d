package io.tickgate.simulator.fault;

import io.tickgate.simulator.fault.CountedFaults.Turn;
import io.tickgate.simulator.fault.FaultBoard.Silence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Asked by a source before each message of one venue: is it heard, does it wait for others, is it spoilt. Owned by the source's thread; the same for all clients. */
public final class FrameFaults {

    /** Trades that are held for a new order go out after this time, also when fewer have come. */
    private static final long HOLD_MAX_NS = 5_000_000_000L;

    private final FaultBoard board;
    private final List<Delivery> held = new ArrayList<>();
    private final Random order = new Random(1);
    private @Nullable String heldSymbol;
    private long heldCount;
    private long heldSinceNs;

    /** Sends one message to its subscribers. */
    @FunctionalInterface
    public interface Delivery {

        /** On the source's thread, once, at once or later. */
        void deliver() throws InterruptedException;
    }

    /** Creates one that asks this board. */
    public FrameFaults(FaultBoard board) {
        this.board = board;
    }

    /** Whether there is nothing to ask: no fault is going on, and no trade is held. */
    public boolean isIdle() {
        return heldCount == 0 && board.isIdle();
    }

    /**
     * Whether clients hear of this message.
     *
     * @param symbol upper case
     * @param channel the venue's name of the stream
     */
    public boolean isHeard(String symbol, String channel) {
        if (board.silenceOf(symbol) == Silence.TRADING) {
            return false;
        }
        if (board.stallOf(symbol, channel) == Silence.NONE) {
            return true;
        }
        board.counts().count(FaultKind.STALL_STREAM);
        return false;
    }

    /** What is to be done to a message that somebody will hear, or null. */
    public @Nullable Spoiling spoiling(String symbol, String channel, FrameKeys keys) {
        List<Turn> turns = board.takeBadValues(symbol, channel, keys.sort());
        if (turns.isEmpty()) {
            return null;
        }
        turns.forEach(turn -> board.counts().count(turn.fault().kind()));
        return new Spoiling(turns, keys);
    }

    /**
     * Sends a trade, or keeps it and sends it with the ones that follow, in another order.
     *
     * @param trade must not refer to what will have changed when it is called later
     */
    public void sendTrade(String symbol, Delivery trade) throws InterruptedException {
        if (heldCount == 0) {
            heldCount = board.takeReorder(symbol);
            heldSymbol = symbol;
            heldSinceNs = board.nowNs();
        }
        if (heldCount == 0 || !symbol.equals(heldSymbol)) {
            trade.deliver();
            return;
        }
        held.add(trade);
        if (held.size() >= heldCount) {
            release();
        }
    }

    /** To be called with each step: trades that have waited for others too long are sent. */
    public void onStep() throws InterruptedException {
        if (heldCount > 0 && board.nowNs() - heldSinceNs > HOLD_MAX_NS) {
            release();
        }
    }

    private void release() throws InterruptedException {
        List<Delivery> shuffled = new ArrayList<>(held);
        Collections.shuffle(shuffled, order);
        if (shuffled.equals(held)) {
            Collections.rotate(shuffled, 1);
        }
        held.clear();
        heldCount = 0;
        board.counts().count(FaultKind.REORDER);
        for (Delivery trade : shuffled) {
            trade.deliver();
        }
    }
}
