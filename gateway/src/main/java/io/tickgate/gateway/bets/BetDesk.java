package io.tickgate.gateway.bets;

import io.tickgate.gateway.catalogue.ErrorCode;
import io.tickgate.gateway.catalogue.GatewayCounts;
import io.tickgate.gateway.catalogue.GatewayEvent;
import io.tickgate.gateway.encode.NearestNames;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.publish.BetAnswer;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.tickgate.publish.StreamView;
import io.tickgate.record.BetFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes bets: answers from the published state when it can, otherwise sends the bet into the ring and passes the answer on. Any thread
 * may call it; each has its own way into the ring. It never waits.
 */
public final class BetDesk {
    /** The one tenant and user until there is authentication. */
    public static final String TENANT = "default";

    public static final String USER = "default";

    private static final byte[] TENANT_BYTES = TENANT.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USER_BYTES = USER.getBytes(StandardCharsets.US_ASCII);

    /** One thread's publisher and the flyweight that writes into its scratch record. */
    private record WayIn(InputPublisher publisher, BetFlyweight bet) {}

    /**
     * What became of a bet that was handed in. Immutable.
     *
     * @param reply to give at once, or null when the engine was asked and the listener will be told.
     * @param betIdLow with which to give up waiting, see {@link #giveUp}.
     */
    public record Submission(@Nullable BetReply reply, long betIdLow) {}

    private final Published published;
    private final EngineClock clock;
    private final Counters counters;
    private final GatewayCounts counts;
    private final CommandsInFlight inFlight;
    private final long recoveryNs;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<WayIn> wayIn;

    /**
     * Opens the desk.
     *
     * @param published state to answer from.
     * @param newPublisher makes a way into the ring for one thread.
     * @param clock engine time for the commands.
     * @param counters where a full ring is counted.
     * @param counts where answers are counted.
     * @param betsInFlightMax commands whose end is not known.
     * @param recoveryNs the least time from critical to an open gate.
     */
    public BetDesk(
            Published published,
            Supplier<InputPublisher> newPublisher,
            EngineClock clock,
            Counters counters,
            GatewayCounts counts,
            int betsInFlightMax,
            long recoveryNs) {
        this.published = published;
        this.clock = clock;
        this.counters = counters;
        this.counts = counts;
        this.recoveryNs = recoveryNs;
        inFlight = new CommandsInFlight(betsInFlightMax);
        wayIn = ThreadLocal.withInitial(() -> new WayIn(newPublisher.get(), new BetFlyweight()));
    }

    /**
     * Hands a bet in.
     *
     * @param request well-formed.
     * @param listener told the engine's answer, at most once, on the publish thread: it must not block or throw.
     * @return a reply, or word that the listener will get it.
     */
    public Submission submit(BetRequest request, Consumer<BetReply> listener) {
        Directory directory = published.directory();
        InstrumentView instrument = directory.instrument(request.symbol());
        BetView known = published.bets().byKey(TENANT, USER, request.idempotencyKey());
        if (known != null) {
            return answered(repeated(directory, instrument, known, request));
        }
        if (instrument == null) {
            List<String> nearest = NearestNames.of(directory, request.symbol());
            return answered(BetReply.unknown(ErrorCode.UNKNOWN_SYMBOL, "symbol", nearest));
        }
        if (request.market() == null && instrument.marketIds().size() > 1) {
            return answered(BetReply.unknown(ErrorCode.MISSING_FIELD, "market", marketNames(directory, instrument)));
        }
        MarketView market = market(directory, instrument, request.market());
        if (market == null) {
            List<String> names = marketNames(directory, instrument);
            return answered(BetReply.unknown(ErrorCode.UNKNOWN_MARKET, "market", names));
        }
        GateJudgement gate = GateJudgement.of(published, market.id(), clock.nowEpochNs(), clock.nowNs(), recoveryNs);
        if (!gate.isOpen()) {
            return answered(BetReply.closed(gate));
        }
        BetReply refusal = refusal(request, market);
        return refusal == null ? send(request, instrument, market, listener) : answered(refusal);
    }

    /**
     * Refuses a window that no market will take: what is certain here need not be journalled. Market time only grows, and a command
     * expires {@link CommandsInFlight#EXPIRY_NS} after it is sent; what is left between is for the market to judge.
     */
    private @Nullable BetReply refusal(BetRequest request, MarketView market) {
        if (request.fromEpochNs() - published.marketTimeEpochNs() < market.leadNs()) {
            return BetReply.refused(ErrorCode.WINDOW_TOO_SOON, "from");
        }
        long decidedByEpochNs = clock.nowEpochNs() + CommandsInFlight.EXPIRY_NS;
        boolean isTooFar = request.toEpochNs() - decidedByEpochNs > market.aheadMaxNs();
        return isTooFar ? BetReply.refused(ErrorCode.WINDOW_TOO_FAR, "to") : null;
    }

    private static Submission answered(BetReply reply) {
        return new Submission(reply, 0);
    }

    private BetReply repeated(
            Directory directory, @Nullable InstrumentView instrument, BetView known, BetRequest request) {
        boolean isSame = instrument != null
                && instrument.id() == known.instrumentId()
                && isSameMarket(directory, known, request)
                && request.isSameAs(known, known.marketId());
        if (!isSame) {
            return BetReply.refused(ErrorCode.IDEMPOTENCY_KEY_REUSED, "idempotencyKey");
        }
        counts.increment(GatewayEvent.BETS_REPEATED);
        return BetReply.taken(known, true);
    }

    /** A market that was retired since has no name any more; then a name that means no other market is taken for it. */
    private static boolean isSameMarket(Directory directory, BetView known, BetRequest request) {
        if (request.market() == null) {
            return true;
        }
        MarketView market = directory.market(request.market());
        return market == null ? directory.market(known.marketId()) == null : market.id() == known.marketId();
    }

    private static @Nullable MarketView market(Directory directory, InstrumentView instrument, @Nullable String name) {
        for (int marketId : instrument.marketIds()) {
            MarketView market = directory.market(marketId);
            if (market != null && (name == null || market.name().equals(name))) {
                return market;
            }
        }
        return null;
    }

    private static List<String> marketNames(Directory directory, InstrumentView instrument) {
        return directory.markets().stream()
                .filter(market -> market.instrumentId() == instrument.id())
                .map(MarketView::name)
                .toList();
    }

    private Submission send(
            BetRequest request, InstrumentView instrument, MarketView market, Consumer<BetReply> listener) {
        long sentEpochNs = clock.nowEpochNs();
        String key = request.idempotencyKey();
        if (!inFlight.begin(key, sentEpochNs, published.marketTimeEpochNs())) {
            counters.increment(Counter.COMMANDS_REFUSED_BUSY);
            return answered(BetReply.refused(ErrorCode.ENGINE_BUSY, null));
        }
        long idHigh = random.nextLong();
        long idLow = random.nextLong();
        published.awaitBet(
                idLow, answer -> onAnswer(key, answer, reply -> listener.accept(priced(reply, instrument, market))));
        WayIn way = wayIn.get();
        way.bet.wrap(way.publisher.scratch());
        way.bet.begin(sentEpochNs, TENANT_BYTES, USER_BYTES, key.getBytes(StandardCharsets.US_ASCII), request.terms());
        way.bet
                .betId(idHigh, idLow)
                .marketId(market.id())
                .band(request.minE8(), request.maxE8())
                .window(request.fromEpochNs(), request.toEpochNs())
                .stakeMinor(request.stakeMinor())
                .quoteSequence(request.quoteSequence());
        long sequence = way.publisher.tryPublishCommand();
        return sequence < 0 ? notSent(sequence, key, idLow) : new Submission(null, idLow);
    }

    private Submission notSent(long why, String key, long idLow) {
        published.giveUpBet(idLow);
        inFlight.end(key);
        if (why == InputPublisher.CLOSED) {
            return answered(BetReply.refused(ErrorCode.CLOSING, null));
        }
        counters.increment(Counter.COMMANDS_REFUSED_BUSY);
        return answered(BetReply.refused(ErrorCode.ENGINE_BUSY, null));
    }

    private void onAnswer(String key, BetAnswer answer, Consumer<BetReply> listener) {
        inFlight.end(key);
        counts.increment(GatewayEvent.BETS_ANSWERED);
        listener.accept(BetReply.of(answer, recoveryNs));
    }

    /** Tells of a band that contains the price which price that is: the newest published one of the venue that settles. */
    private BetReply priced(BetReply reply, InstrumentView instrument, MarketView market) {
        if (reply.code() != ErrorCode.BAND_CONTAINS_PRICE) {
            return reply;
        }
        StreamView stream = new StreamView();
        if (instrument.streamIds().size() > 1 && published.streams().read(market.settlementStreamId(), stream)) {
            return reply.withPriceE8(stream.priceE8());
        }
        PriceView shown = new PriceView();
        boolean isKnown =
                instrument.streamIds().size() == 1 && published.prices().read(instrument.id(), shown);
        return isKnown ? reply.withPriceE8(shown.priceE8()) : reply;
    }

    /**
     * Gives up waiting for an answer. The bet may still be taken; its key stays under way until it cannot be.
     *
     * @param betIdLow of the submission.
     * @return whether the caller has to answer; if not, the listener is being told.
     */
    public boolean giveUp(long betIdLow) {
        boolean isOurs = published.giveUpBet(betIdLow);
        if (isOurs) {
            counts.increment(GatewayEvent.BETS_UNDECIDED);
        }
        return isOurs;
    }

    /** Whether no bet under the key can be taken any more by what was sent so far. Ask before looking the bet up. */
    public boolean isFinal(String key) {
        return inFlight.isFinal(key, published.marketTimeEpochNs());
    }

    /** Commands whose end is not known yet. */
    public int inFlightCount() {
        return inFlight.count();
    }
}
