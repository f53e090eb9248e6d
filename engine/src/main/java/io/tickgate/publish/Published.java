package io.tickgate.publish;

import io.tickgate.record.HealthState;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The published state: all that gateway and mirror may read of the engine. Written by the publish stage, read by any thread without
 * waiting.
 */
public final class Published {
    /** An engine that has not moved for this long closes every gate (dead-man); the clock moves it each 50 ms. */
    public static final long STALL_LIMIT_NS = 3_000_000_000L;

    private final PriceBoard prices;
    private final StreamBoard streams;
    private final FallbackBoard fallbacks;
    private final GateBoard gates;
    private final GapBoard gaps = new GapBoard();
    private final CoverageBoard coverage = new CoverageBoard();
    private final HoldingViews holdings = new HoldingViews();
    private final BetViews bets;
    private final ContradictionBoard contradictions = new ContradictionBoard();
    private final CopyOnWriteArrayList<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<OutcomeListener> outcomeListeners = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Long, BetListener> betListeners = new ConcurrentHashMap<>();
    private volatile Directory directory = Directory.EMPTY;
    private volatile HealthState worstHealth = HealthState.CRITICAL;
    private volatile long sequence;
    private volatile long marketTimeEpochNs;
    private volatile long movedNs;

    /**
     * Allocates the state.
     *
     * @param instrumentIdMax greatest instrument id.
     * @param streamIdMax greatest stream id.
     * @param marketIdMax greatest market id.
     */
    public Published(int instrumentIdMax, int streamIdMax, int marketIdMax) {
        prices = new PriceBoard(instrumentIdMax);
        bets = new BetViews(instrumentIdMax);
        streams = new StreamBoard(streamIdMax);
        fallbacks = new FallbackBoard(instrumentIdMax);
        gates = new GateBoard(marketIdMax);
    }

    public PriceBoard prices() {
        return prices;
    }

    /** What each of several streams of an instrument says. */
    public StreamBoard streams() {
        return streams;
    }

    /** Prices found in Redis; the one part of the state that the publish stage does not write. */
    public FallbackBoard fallbacks() {
        return fallbacks;
    }

    public GateBoard gates() {
        return gates;
    }

    public GapBoard gaps() {
        return gaps;
    }

    public CoverageBoard coverage() {
        return coverage;
    }

    public BetViews bets() {
        return bets;
    }

    public HoldingViews holdings() {
        return holdings;
    }

    /** Trades that came after bets were decided as missed. */
    public ContradictionBoard contradictions() {
        return contradictions;
    }

    /** Instruments and markets as of now. */
    public Directory directory() {
        return directory;
    }

    /** Sequence of the newest record whose effects can be read here, and whose decisions are recorded. */
    public long sequence() {
        return sequence;
    }

    /** Greatest engine time that the market has seen. */
    public long marketTimeEpochNs() {
        return marketTimeEpochNs;
    }

    /** Worst health over the instruments that have a market; critical before the first one. */
    public HealthState worstHealth() {
        return worstHealth;
    }

    /**
     * Whether the engine has not moved for {@link #STALL_LIMIT_NS}: then every gate counts as closed, with reason {@code DEAD_MAN}.
     *
     * @param nowNs monotonic time.
     * @return whether it stands still.
     */
    public boolean isEngineStalled(long nowNs) {
        return nowNs - movedNs > STALL_LIMIT_NS;
    }

    /** Adds a listener; it is told of changes from now on. */
    public void addListener(ChangeListener listener) {
        listeners.add(listener);
    }

    /** Adds a listener; it is told of bets that are decided from now on. */
    public void addOutcomeListener(OutcomeListener listener) {
        outcomeListeners.add(listener);
    }

    /**
     * Asks to be told of a bet's answer. Register before the command is published; the listener is told at most once.
     *
     * @param betIdLow low half of the command's id (the halves are random; one is enough to tell commands under way apart).
     * @param listener told on the publish thread.
     */
    public void awaitBet(long betIdLow, BetListener listener) {
        betListeners.put(betIdLow, listener);
    }

    /** Gives up waiting. Returns whether the listener was still waiting, so that exactly one side answers. */
    public boolean giveUpBet(long betIdLow) {
        return betListeners.remove(betIdLow) != null;
    }

    @Nullable
    BetListener takeBetListener(long betIdLow) {
        return betListeners.remove(betIdLow);
    }

    void directory(Directory newDirectory) {
        directory = newDirectory;
    }

    void worstHealth(HealthState health) {
        worstHealth = health;
    }

    void moved(long newSequence, long newMarketTimeEpochNs, long nowNs) {
        marketTimeEpochNs = newMarketTimeEpochNs;
        movedNs = nowNs;
        sequence = newSequence;
    }

    /** What is to be shown of an instrument is another price: tells the listeners. */
    public void tellPriceChanged(int instrumentId) {
        for (int i = 0, size = listeners.size(); i < size; i++) {
            listeners.get(i).onPriceChanged(instrumentId);
        }
    }

    void tellStatusChanged() {
        for (int i = 0, size = listeners.size(); i < size; i++) {
            listeners.get(i).onStatusChanged();
        }
    }

    void tellBetsDecided() {
        for (int i = 0, size = outcomeListeners.size(); i < size; i++) {
            outcomeListeners.get(i).onBetsDecided();
        }
    }
}
