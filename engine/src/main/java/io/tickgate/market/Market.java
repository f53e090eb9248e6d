package io.tickgate.market;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthState;
import io.tickgate.record.HoldingFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.touch.StreamCoverage;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The market: the state that follows from the records, and the decisions made on the way. Live, follower and replay use this one class
 * and differ in where the records come from.
 *
 * <p>Owned by one thread; nothing else holds its objects.
 */
public final class Market {
    /** Version of the rules that this build decides by. */
    public static final int RULES_VERSION = BetRules.VERSION;

    /** A bet is held at least so long in market time after it was decided. */
    public static final long BET_HELD_NS = BetBook.KEY_KEPT_NS;

    private static final TradeListener NOBODY =
            (stream, first, last, time, price, size, flags, isBackFilled, isReset, sequence, received) -> {};

    private static final long MINUTE_NS = 60_000_000_000L;

    private final RecordFlyweight header = new RecordFlyweight();
    private final TradeFlyweight trade = new TradeFlyweight();
    private final QuoteFlyweight quote = new QuoteFlyweight();
    private final BackFilledTradeFlyweight backFilled = new BackFilledTradeFlyweight();
    private final NoTradeFlyweight noTrade = new NoTradeFlyweight();
    private final WatermarkFlyweight watermark = new WatermarkFlyweight();
    private final PriceFlyweight price = new PriceFlyweight();
    private final StreamFlyweight streamDefinition = new StreamFlyweight();
    private final BetFlyweight bet = new BetFlyweight();
    private final HoldingFlyweight holding = new HoldingFlyweight();
    private final FeedEventFlyweight feedEvent = new FeedEventFlyweight();
    private final ConditionFlyweight condition = new ConditionFlyweight();
    private final EngineStartedFlyweight engineStarted = new EngineStartedFlyweight();
    private final Definitions definitions = new Definitions();
    private final HealthThresholds thresholds = new HealthThresholds();
    private final DeadlineHeap healthDeadlines = new DeadlineHeap();
    private final BetBook book = new BetBook();
    private final OutcomeDesk outcomes;
    private final Holdings holdings = new Holdings();
    private final DecisionWriter decisions;
    private final BetDesk betDesk;
    private final HoldingDesk holdingDesk;
    private final CoverageDesk coverageDesk;
    private final Streams streams;
    private final Sources sources;
    private final TickDesk tickDesk;
    private final PriceDesk priceDesk;

    private final StateWriter hashed = new StateWriter();
    private final byte[] hash = new byte[StateWriter.HASH_LENGTH];
    private int conditions;
    /** Minute of market time in which the state was hashed last. */
    private long hashedMinute;

    private long marketTimeEpochNs;
    private long lastSequence;
    private long epoch;

    /**
     * An empty market, before the first record.
     *
     * @param output where its output goes.
     */
    public Market(MarketOutput output) {
        this(output, NOBODY);
    }

    /**
     * An empty market, before the first record.
     *
     * @param output where its output goes.
     * @param trades told of each trade that coverage takes, before the decisions that it leads to.
     */
    public Market(MarketOutput output, TradeListener trades) {
        decisions = new DecisionWriter(output);
        betDesk = new BetDesk(book, decisions);
        holdingDesk = new HoldingDesk(holdings, definitions, decisions);
        streams = new Streams(definitions);
        outcomes = new OutcomeDesk(book, streams, decisions);
        coverageDesk = new CoverageDesk(thresholds, decisions, trades, outcomes);
        sources = new Sources(thresholds, decisions);
        tickDesk = new TickDesk(thresholds, healthDeadlines, decisions, coverageDesk, sources);
        priceDesk = new PriceDesk(thresholds, tickDesk, sources);
    }

    /**
     * Takes in the next record: time moves first, then its content is applied.
     *
     * @param record checked by whoever read it; valid for the call.
     * @param length of the record in bytes.
     */
    public void onRecord(DirectBuffer record, int length) {
        header.wrap(record, 0, length);
        decisions.begin(header);
        lastSequence = header.sequence();
        epoch = header.epoch();
        moveTime(header.engineTimeEpochNs());
        int kindCode = header.kindCode();
        if (kindCode == RecordKind.TRADE.code()) {
            onTrade(record, length);
        } else if (kindCode == RecordKind.QUOTE.code()) {
            onQuote(record, length);
        } else if (kindCode == RecordKind.CLOCK.code()) {
            onClock();
        } else {
            onOther(record, length, kindCode);
        }
    }

    /** The state is hashed after the first of each minute: by that a market that follows behind knows that it is the same. */
    private void onClock() {
        outcomes.onClock(marketTimeEpochNs);
        long minute = marketTimeEpochNs / MINUTE_NS;
        if (minute > hashedMinute) {
            hashedMinute = minute;
            hash(hash);
            decisions.stateHashed(hash, marketTimeEpochNs);
        }
    }

    private void moveTime(long engineTimeEpochNs) {
        if (engineTimeEpochNs <= marketTimeEpochNs) {
            return;
        }
        onDeadlines(engineTimeEpochNs);
        marketTimeEpochNs = engineTimeEpochNs;
    }

    /**
     * Each at its exact time, in the order of their times; of equal ones health comes first and what is shown after it, as it is chosen by
     * the health that holds then; bets come last, as what is missing then is why they are void.
     */
    private void onDeadlines(long engineTimeEpochNs) {
        while (true) {
            long healthDeadline = healthDeadlines.earliest();
            long coverageDeadline = coverageDesk.earliestDeadline();
            long sourceDeadline = sources.earliestDeadline();
            long betDeadline = outcomes.earliestDeadline();
            long earliest = Math.min(Math.min(healthDeadline, coverageDeadline), Math.min(sourceDeadline, betDeadline));
            if (earliest > engineTimeEpochNs || earliest == DeadlineHeap.NONE) {
                return;
            }
            if (healthDeadline == earliest) {
                onHealthDeadline();
            } else if (coverageDeadline == earliest) {
                onCoverageDeadline(coverageDeadline);
            } else if (sourceDeadline == earliest) {
                marketTimeEpochNs = sources.onDeadline(marketTimeEpochNs);
            } else {
                marketTimeEpochNs = Math.max(marketTimeEpochNs, betDeadline);
                outcomes.onDeadline(marketTimeEpochNs);
            }
        }
    }

    private void onCoverageDeadline(long deadlineEpochNs) {
        Stream stream = streams.required(coverageDesk.earliestStreamId());
        marketTimeEpochNs = Math.max(marketTimeEpochNs, deadlineEpochNs);
        coverageDesk.onDeadline(stream, marketTimeEpochNs);
        judgeGates(stream);
    }

    private void onHealthDeadline() {
        int streamId = healthDeadlines.earliestNumber();
        long firedEpochNs = healthDeadlines.earliest();
        Stream stream = streams.required(streamId);
        long deadline = stream.health.nextDeadline(thresholds);
        if (deadline == firedEpochNs) {
            // Exactly now, however late the record that shows it.
            marketTimeEpochNs = Math.max(marketTimeEpochNs, deadline);
            HealthState previous = stream.health.state();
            stream.health.onDeadline(deadline, thresholds);
            onHealthChanged(stream, previous);
            deadline = stream.health.nextDeadline(thresholds);
        }
        // Ticks do not move their stream's deadline in the heap; it is moved here, when the old one has passed.
        healthDeadlines.set(streamId, deadline);
    }

    private void onHealthChanged(Stream stream, HealthState previous) {
        decisions.healthChanged(stream, previous, marketTimeEpochNs);
        sources.onChange(stream, marketTimeEpochNs);
        judgeGates(stream);
    }

    private void onTrade(DirectBuffer record, int length) {
        trade.wrap(record, 0, length);
        Stream stream = streams.required(trade.streamId());
        if (tickDesk.onTrade(stream, trade, marketTimeEpochNs)) {
            judgeGates(stream);
        }
    }

    private void onQuote(DirectBuffer record, int length) {
        quote.wrap(record, 0, length);
        Stream stream = streams.required(quote.streamId());
        if (tickDesk.onQuote(stream, quote, marketTimeEpochNs)) {
            judgeGates(stream);
        }
    }

    private void onPrice(DirectBuffer record, int length) {
        price.wrap(record, 0, length);
        Stream stream = streams.required(price.streamId());
        if (priceDesk.onPrice(stream, price, marketTimeEpochNs)) {
            judgeGates(stream);
        }
    }

    private void onOther(DirectBuffer record, int length, int kindCode) {
        RecordKind kind = RecordKind.of(kindCode);
        if (kind == null) {
            throw new IllegalStateException("Record " + lastSequence + " is of unknown kind " + kindCode);
        }
        switch (kind) {
            case BET_COMMAND -> {
                bet.wrap(record, 0, length);
                betDesk.onBet(bet, streams.gate(bet.marketId()), marketTimeEpochNs);
            }
            case HOLDING_COMMAND -> holdingDesk.onHolding(holding.wrap(record, 0, length), marketTimeEpochNs);
            case BACK_FILLED_TRADE -> {
                backFilled.wrap(record, 0, length);
                coverageDesk.onBackFilled(streams.required(backFilled.streamId()), backFilled, marketTimeEpochNs);
            }
            case NO_TRADE -> {
                noTrade.wrap(record, 0, length);
                coverageDesk.onNoTrade(streams.required(noTrade.streamId()), noTrade, marketTimeEpochNs);
            }
            case WATERMARK -> onWatermark(watermark.wrap(record, 0, length));
            case PRICE -> onPrice(record, length);
            case FEED_EVENT -> onFeedEvent(feedEvent.wrap(record, 0, length));
            case CONDITION_CHANGED -> onCondition(condition.wrap(record, 0, length));
            case ENGINE_STARTED -> onEngineStarted(engineStarted.wrap(record, 0, length));
            case VENUE_DEFINED, INSTRUMENT_DEFINED, STREAM_DEFINED, MARKET_DEFINED, HEALTH_DEFINED, SOURCE_DEFINED ->
                onDefinition(kind, record, length);
            default -> throw new IllegalStateException("Record " + lastSequence + " of kind " + kind + " is no input");
        }
    }

    private void onEngineStarted(EngineStartedFlyweight started) {
        if (started.rulesVersion() != RULES_VERSION) {
            throw new UnknownRulesException(started.sequence(), started.rulesVersion(), started.build());
        }
        conditions = 0;
        sources.onEngineStarted(streams.all(), marketTimeEpochNs);
        for (Stream stream : streams.all()) {
            coverageDesk.onEngineStarted(stream, marketTimeEpochNs);
            HealthState previous = stream.health.state();
            stream.health.restart(marketTimeEpochNs);
            healthDeadlines.set(stream.streamId, DeadlineHeap.NONE);
            onHealthChanged(stream, previous);
        }
    }

    private void onWatermark(WatermarkFlyweight newest) {
        Stream stream = streams.required(newest.streamId());
        coverageDesk.onWatermark(stream, newest, marketTimeEpochNs);
        judgeGates(stream);
    }

    /** An event of a stream that is not known, or is another venue's, is nobody's: it changes nothing. */
    private void onFeedEvent(FeedEventFlyweight event) {
        if (event.streamId() == FeedEventFlyweight.ALL_STREAMS) {
            for (Stream stream : streams.all()) {
                onFeedEvent(event, stream);
            }
        } else {
            Stream stream = streams.find(event.streamId());
            if (stream != null) {
                onFeedEvent(event, stream);
            }
        }
        sources.onFeedEvent(event, streams.all(), marketTimeEpochNs);
    }

    private void onFeedEvent(FeedEventFlyweight event, Stream stream) {
        if (stream.venueId == event.venueId()) {
            coverageDesk.onFeedEvent(event, stream, marketTimeEpochNs);
            judgeGates(stream);
        }
    }

    private void onCondition(ConditionFlyweight changed) {
        int reasonCode = changed.reasonCode();
        if (reasonCode < GateReason.JOURNAL.code() || reasonCode > GateReason.REPLICATION.code()) {
            // Taken in, it would be shown as the reason of a gate that is closed for another one, or even as "open".
            throw new IllegalStateException(
                    "Record " + lastSequence + " has condition " + reasonCode + ", which is none of a node");
        }
        int bit = 1 << reasonCode;
        conditions = changed.isActive() ? conditions | bit : conditions & ~bit;
        for (Gate gate : streams.gates()) {
            judgeGate(gate);
        }
    }

    private void onDefinition(RecordKind kind, DirectBuffer record, int length) {
        streams.define(kind, record, length, thresholds);
        if (kind == RecordKind.SOURCE_DEFINED) {
            sources.onSourceDefined(record, length, marketTimeEpochNs);
        }
        if (kind == RecordKind.STREAM_DEFINED) {
            streamDefinition.wrap(record, 0, length);
            Stream stream = streams.required(streamDefinition.streamId());
            sources.onStreamDefined(stream, record, length, marketTimeEpochNs);
        }
        for (Stream stream : streams.all()) {
            if (kind == RecordKind.HEALTH_DEFINED) {
                healthDeadlines.set(stream.streamId, stream.health.nextDeadline(thresholds));
            }
            judgeGates(stream);
        }
    }

    private void judgeGates(Stream stream) {
        for (Gate gate : stream.gates) {
            judgeGate(gate);
        }
    }

    private void judgeGate(Gate gate) {
        if (gate.judge(conditions, marketTimeEpochNs)) {
            decisions.gateChanged(gate, marketTimeEpochNs);
        }
    }

    /** Sequence of the newest record taken in, 0 before the first. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Epoch of the newest record taken in, 0 before the first. */
    public long epoch() {
        return epoch;
    }

    /** Greatest engine time seen. */
    public long marketTimeEpochNs() {
        return marketTimeEpochNs;
    }

    /** The definitions that hold; read them before the market has a thread, or on it. */
    public Definitions definitions() {
        return definitions;
    }

    /** The rules that bets which are held were taken under, as they were journalled, each version once; as {@link #definitions}. */
    public List<DirectBuffer> rulesOfBets() {
        return book.rules();
    }

    /**
     * What is known of a stream's trades; on the market's thread. Allocates.
     *
     * @param streamId of a defined stream.
     * @return as of the newest record.
     */
    public StreamCoverage coverage(int streamId) {
        return CoverageSnapshot.of(streams.required(streamId), lastSequence);
    }

    /**
     * Differs from the last time when {@link #coverage} does; on the market's thread.
     *
     * @param streamId of a defined stream.
     */
    public int coverageVersion(int streamId) {
        return streams.required(streamId).coverageVersion;
    }

    /** Sums over all streams, for people. */
    public MarketTotals totals() {
        return streams.totals(book);
    }

    /** The state hash in hexadecimal: equal states have equal hashes. Not while another thread owns the market. */
    public String stateHash() {
        byte[] result = new byte[StateWriter.HASH_LENGTH];
        hash(result);
        return HexFormat.of().formatHex(result);
    }

    /**
     * SHA-256 over the small state and, for tables that grow with use, sums that are kept as they change. Whatever {@link #save} writes is in
     * it, except for the reason told last of an open bet: two markets that differ in it have put out other decisions.
     */
    private void hash(byte[] into) {
        definitions.saveHash(hashed);
        saveSmall(hashed);
        streams.saveSums(hashed);
        book.saveSum(hashed);
        holdings.saveSum(hashed);
        hashed.hash(into);
    }

    /**
     * Writes the canonical snapshot: all that can change a later decision, and all that is visible.
     *
     * @param state written to; whoever gives it takes its hash.
     */
    public void save(StateWriter state) {
        definitions.save(state);
        saveSmall(state);
        streams.saveTables(state);
        book.save(state);
        holdings.save(state);
    }

    private void saveSmall(StateWriter state) {
        state.add(RULES_VERSION)
                .add(epoch)
                .add(lastSequence)
                .add(marketTimeEpochNs)
                .add(conditions)
                .add(hashedMinute);
        streams.save(state);
        for (Stream stream : streams.all()) {
            state.add(healthDeadlines.deadline(stream.streamId));
        }
        sources.save(state);
    }

    /**
     * Makes an empty market what another one was when it was saved: both go on alike. {@link #stateHash} must be compared with that
     * one's.
     *
     * @param state written by {@link #save} of this build's rules.
     * @throws IllegalStateException when it is not.
     */
    public void restore(StateReader state) {
        if (lastSequence != 0) {
            throw new IllegalStateException("Only an empty market is restored; this one stands at " + lastSequence);
        }
        definitions.restore(state);
        state.expect(RULES_VERSION, "rules version");
        epoch = state.nextLong();
        lastSequence = state.nextLong();
        marketTimeEpochNs = state.nextLong();
        conditions = state.nextInt();
        hashedMinute = state.nextLong();
        streams.restore(state, thresholds);
        for (Stream stream : streams.all()) {
            healthDeadlines.set(stream.streamId, state.nextLong());
        }
        sources.restore(state, streams, definitions);
        coverageDesk.restore(streams.all());
        streams.restoreTables(state);
        book.restore(state, streams);
        holdings.restore(state);
    }

    /**
     * Puts out all that is visible again, as decisions and changes that nobody has to record: open gaps, coverage, gates, prices, holdings. Bets are not
     * among it, as the market does not hold all of what clients see of them. Changes nothing.
     */
    public void tellAll() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RecordFlyweight.HEADER_LENGTH]);
        decisions.begin(header.wrap(buffer).epoch(epoch).sequence(lastSequence));
        for (Stream stream : streams.all()) {
            coverageDesk.tellAll(stream);
        }
        for (Gate gate : streams.gates()) {
            if (gate.isKnown()) {
                decisions.gateChanged(gate, marketTimeEpochNs);
            }
        }
        sources.tellAll(marketTimeEpochNs);
        holdingDesk.tellAll(marketTimeEpochNs);
    }
}
