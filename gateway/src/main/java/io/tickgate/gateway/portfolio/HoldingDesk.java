package io.tickgate.gateway.portfolio;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.gateway.settings.EngineAccess;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.publish.HoldingAnswer;
import io.tickgate.publish.HoldingViews;
import io.tickgate.publish.PortfolioView;
import io.tickgate.publish.Published;
import io.tickgate.record.HoldingFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what users say that they hold into the ring and passes the engine's answers on. Any thread may call it; each has its own way into
 * the ring. It never waits.
 */
public final class HoldingDesk {
    /** People type holdings in; an import sends them one after the other. Far below the ring's size, so that they displace no bet. */
    static final int IN_FLIGHT_MAX = 256;

    private static final byte[] TENANT_BYTES = BetDesk.TENANT.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USER_BYTES = BetDesk.USER.getBytes(StandardCharsets.US_ASCII);

    /** One thread's publisher and the flyweight that writes into its scratch record. */
    private record WayIn(InputPublisher publisher, HoldingFlyweight holding) {}

    /**
     * What became of a command that was handed in. Immutable.
     *
     * @param reply to give at once, or null when the engine was asked and the listener will be told.
     * @param commandIdLow with which to give up waiting, see {@link #giveUp}.
     */
    public record Submission(@Nullable HoldingReply reply, long commandIdLow) {}

    private final Published published;
    private final EngineClock clock;
    private final Counters counters;
    private final GatewayCounts counts;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<WayIn> wayIn;

    /** Opens the desk. */
    public HoldingDesk(EngineAccess engine, GatewayCounts counts) {
        published = engine.published();
        clock = engine.clock();
        counters = engine.counters();
        this.counts = counts;
        wayIn = ThreadLocal.withInitial(() -> new WayIn(engine.newPublisher().get(), new HoldingFlyweight()));
    }

    /** What the one user holds that there is until there is authentication. */
    public PortfolioView held() {
        return published.holdings().of(BetDesk.TENANT, BetDesk.USER);
    }

    /**
     * The instrument by which something is held, from any spelling of it or of its asset.
     *
     * @param name as the client wrote it.
     * @return its id, or below 0 when there is none.
     */
    public int find(String name) {
        return HeldNames.find(published.directory(), held(), name);
    }

    /**
     * Hands a command in.
     *
     * @param instrumentId of {@link #find}.
     * @param amountE8 0 or more; 0 removes.
     * @param listener told the engine's answer, at most once, on the publish thread: it must not block or throw.
     * @return a reply, or word that the listener will get it.
     */
    public Submission submit(int instrumentId, long amountE8, Consumer<HoldingReply> listener) {
        if (published.isEngineStalled(clock.nowNs())) {
            return answered(ErrorCode.DEAD_MAN);
        }
        if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
            return notSent(ErrorCode.ENGINE_BUSY);
        }
        HoldingViews holdings = published.holdings();
        long idHigh = random.nextLong();
        long idLow = random.nextLong();
        holdings.await(idLow, answer -> onAnswer(answer, listener));
        WayIn way = wayIn.get();
        way.holding
                .wrap(way.publisher.scratch())
                .begin(clock.nowEpochNs(), TENANT_BYTES, USER_BYTES)
                .commandIdHigh(idHigh)
                .commandIdLow(idLow)
                .instrumentId(instrumentId)
                .amountE8(amountE8);
        long sequence = way.publisher.tryPublishCommand();
        if (sequence < 0) {
            boolean ignored = holdings.giveUp(idLow);
            return notSent(sequence == InputPublisher.CLOSED ? ErrorCode.CLOSING : ErrorCode.ENGINE_BUSY);
        }
        return new Submission(null, idLow);
    }

    private static Submission answered(ErrorCode code) {
        return new Submission(HoldingReply.refused(code, null), 0);
    }

    private Submission notSent(ErrorCode code) {
        inFlight.decrementAndGet();
        if (code == ErrorCode.ENGINE_BUSY) {
            counters.increment(Counter.COMMANDS_REFUSED_BUSY);
        }
        return answered(code);
    }

    private void onAnswer(HoldingAnswer answer, Consumer<HoldingReply> listener) {
        inFlight.decrementAndGet();
        counts.increment(GatewayEvent.HOLDINGS_ANSWERED);
        listener.accept(HoldingReply.of(answer));
    }

    /**
     * Gives up waiting for an answer. The holding may still be set, until the command expires.
     *
     * @param commandIdLow of the submission.
     * @return whether the caller has to answer; if not, the listener is being told.
     */
    public boolean giveUp(long commandIdLow) {
        boolean isOurs = published.holdings().giveUp(commandIdLow);
        if (isOurs) {
            inFlight.decrementAndGet();
            counts.increment(GatewayEvent.HOLDINGS_UNDECIDED);
        }
        return isOurs;
    }
}
