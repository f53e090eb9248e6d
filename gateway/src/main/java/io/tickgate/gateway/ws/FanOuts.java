package io.tickgate.gateway.ws;

import io.tickgate.gateway.catalogue.CloseCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.input.EngineClock;
import io.tickgate.pairs.Demand;
import io.tickgate.publish.ChangeListener;
import io.tickgate.publish.OutcomeListener;
import io.tickgate.publish.Published;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The fan-outs of all I/O threads. One is made when its thread gets its first WebSocket. The publish thread calls the listener's
 * methods, I/O threads {@link #open}, and whoever stops the gateway {@link #closeAll}.
 */
public final class FanOuts implements ChangeListener, OutcomeListener {
    private static final long TIMER_MS = 100;

    /** One I/O thread's fan-out and its timer. */
    private record Member(XnioIoThread thread, PriceFanOut fanOut, XnioExecutor.Key timer) {}

    private final Published published;
    private final EngineClock clock;
    private final ErrorHandler errors;
    private final GatewayCounts counts;
    private final SocketSettings settings;
    private final Demand demand;
    private final Map<XnioIoThread, Member> members = new HashMap<>();
    private volatile PriceFanOut[] fanOuts = new PriceFanOut[0];

    /**
     * Makes the registry; add it to the published state as a listener.
     *
     * @param published to read prices and status from.
     * @param clock of the engine.
     * @param errors told of faults of ours; must not throw.
     * @param counts where sessions are counted.
     * @param settings limits and periods.
     * @param demand told what clients name.
     */
    public FanOuts(
            Published published,
            EngineClock clock,
            ErrorHandler errors,
            GatewayCounts counts,
            SocketSettings settings,
            Demand demand) {
        this.demand = demand;
        this.published = published;
        this.clock = clock;
        this.errors = errors;
        this.counts = counts;
        this.settings = settings;
    }

    @Override
    public void onPriceChanged(int instrumentId) {
        PriceFanOut[] all = fanOuts;
        for (int i = 0; i < all.length; i++) {
            all[i].markPrice(instrumentId);
        }
    }

    @Override
    public void onStatusChanged() {
        PriceFanOut[] all = fanOuts;
        for (int i = 0; i < all.length; i++) {
            all[i].markStatus();
        }
    }

    @Override
    public void onBetsDecided() {
        PriceFanOut[] all = fanOuts;
        for (int i = 0; i < all.length; i++) {
            all[i].markOutcomes();
        }
    }

    /**
     * Opens a session on a connection whose handshake is done. Called on the connection's I/O thread.
     *
     * @param connection that nobody else reads or writes any more.
     * @param clientId to tell the client.
     * @param symbols to subscribe to at once.
     */
    void open(StreamConnection connection, String clientId, List<String> symbols) {
        PriceFanOut fanOut = of(connection.getIoThread());
        new Session(connection, fanOut).start(clientId, symbols);
    }

    private synchronized PriceFanOut of(XnioIoThread thread) {
        Member member = members.get(thread);
        if (member == null) {
            PriceFanOut fanOut = new PriceFanOut(published, clock, thread, errors, counts, settings, demand);
            XnioExecutor.Key timer = thread.executeAtInterval(fanOut::onTimer, TIMER_MS, TimeUnit.MILLISECONDS);
            member = new Member(thread, fanOut, timer);
            members.put(thread, member);
            PriceFanOut[] grown = Arrays.copyOf(fanOuts, fanOuts.length + 1);
            grown[grown.length - 1] = fanOut;
            fanOuts = grown;
        }
        return member.fanOut;
    }

    /** Closes all sessions with a code, on their own threads, soon. */
    public synchronized void closeAll(CloseCode code) {
        for (Member member : members.values()) {
            member.thread.execute(() -> member.fanOut.closeAll(code));
        }
    }

    /** Whether any session has not ended yet. */
    public boolean hasSessions() {
        for (PriceFanOut fanOut : fanOuts) {
            if (fanOut.hasSessions()) {
                return true;
            }
        }
        return false;
    }

    /** Stops the timers; sessions that are still there are cut off with their threads. */
    public synchronized void stop() {
        members.values().forEach(member -> member.timer.remove());
        fanOuts = new PriceFanOut[0];
    }
}
