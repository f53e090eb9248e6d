package io.tickgate.publish;

import io.tickgate.record.BetContradictedFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthState;
import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.StreamPriceChangedFlyweight;
import io.tickgate.record.StreamStanding;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Fills a {@link Published} the way the publish stage does, without an engine. Used by one thread at a time. */
public final class PublishedWriter {
    public static final int INSTRUMENT_ID_MAX = 2_000;
    private static final int MARKET_ID_MAX = 100;

    private final Published published = new Published(INSTRUMENT_ID_MAX, INSTRUMENT_ID_MAX, MARKET_ID_MAX);
    private final List<InstrumentView> instruments = new ArrayList<>();
    private final List<MarketView> markets = new ArrayList<>();
    private final Map<Integer, String> symbols = new TreeMap<>();
    private final Map<Integer, String> currencies = new TreeMap<>();
    private final PriceView row = new PriceView();
    private final GateView gateRow = new GateView();
    private long sequence;

    public Published published() {
        return published;
    }

    public long sequence() {
        return sequence;
    }

    private Directory directory() {
        return new Directory(instruments, markets, markets, symbols, currencies);
    }

    /** Says what a stream's prices are counted in. */
    public void currency(int streamId, String currency) {
        currencies.put(streamId, currency);
        published.directory(directory());
    }

    /** Withdraws an instrument. */
    public void withdraw(int instrumentId) {
        instruments.removeIf(instrument -> instrument.id() == instrumentId);
        published.directory(directory());
    }

    /** A decision on a holding, as the market puts it out. */
    public void holding(HoldingDecidedFlyweight decided) {
        published.holdings().onDecided(decided.buffer(), decided.length());
    }

    public void moved(long marketTimeEpochNs, long nowNs) {
        published.moved(++sequence, marketTimeEpochNs, nowNs);
    }

    public int instrument(String symbol, List<String> aliases, String source, int... marketIds) {
        int id = symbols.size() + 1;
        symbols.put(id, symbol);
        List<Integer> ids = new ArrayList<>();
        for (int marketId : marketIds) {
            ids.add(marketId);
        }
        instruments.add(new InstrumentView(id, symbol, aliases, List.of(source), List.of(id), ids));
        published.directory(directory());
        return id;
    }

    /** Gives an instrument several venues, whose streams have the ids 101, 102 … */
    public void venues(int instrumentId, String... venues) {
        InstrumentView old = instruments.get(instrumentId - 1);
        List<Integer> streamIds = new ArrayList<>();
        for (int i = 0; i < venues.length; i++) {
            streamIds.add(101 + i);
        }
        instruments.set(
                instrumentId - 1,
                new InstrumentView(
                        instrumentId, old.symbol(), old.aliases(), List.of(venues), streamIds, old.marketIds()));
        published.directory(directory());
    }

    /** What one of several streams says; the quote is one unit of the eighth place around the price, its tick as old as said. */
    public void stream(int streamId, long priceE8, HealthState health, StreamStanding standing, long refreshedEpochNs) {
        StreamPriceChangedFlyweight said = new StreamPriceChangedFlyweight()
                .wrap(new UnsafeBuffer(new byte[StreamPriceChangedFlyweight.LENGTH]))
                .begin(streamId, 1)
                .healthCode(health.code())
                .standingCode(standing.code())
                .weight(standing == StreamStanding.USED ? 1 : 0)
                .priceE8(priceE8)
                .receivedEpochNs(refreshedEpochNs)
                .bidPriceE8(priceE8 - 1)
                .bidSizeE8(100_000_000)
                .askPriceE8(priceE8 + 1)
                .askSizeE8(200_000_000)
                .refreshedEpochNs(refreshedEpochNs);
        StreamView view = new StreamView();
        view.set(said);
        published.streams().write(streamId, view);
    }

    /** Writes the newest row again with other marks and streams, and tells the listeners. */
    public void source(int instrumentId, int marks, int streamId, int bidStreamId, int askStreamId) {
        PriceView newest = new PriceView();
        published.prices().read(instrumentId, newest);
        newest.cells[12] = streamId;
        newest.cells[18] = marks;
        newest.cells[19] = bidStreamId;
        newest.cells[20] = askStreamId;
        published.prices().write(instrumentId, newest);
        published.tellPriceChanged(instrumentId);
    }

    /** A price found in Redis. */
    public void fallback(int instrumentId, long priceE8, long receivedEpochNs) {
        published.fallbacks().write(instrumentId, new FallbackView().set(priceE8, receivedEpochNs));
        published.tellPriceChanged(instrumentId);
    }

    public void market(int id, String name, int instrumentId) {
        markets.add(new MarketView(
                id,
                1,
                name,
                instrumentId,
                instrumentId,
                1,
                1,
                1_000_000_000L,
                1_000_000_000L,
                60_000_000_000L,
                600_000_000_000L,
                1_000_000L,
                100_000_000_000L,
                1,
                1_000_000,
                60_000_000_000L));
        published.directory(directory());
    }

    /** The next row is written for the same record as the one before. */
    public void sameRecord() {
        sequence--;
    }

    /** Writes a price without telling anybody. */
    public void write(
            int instrumentId,
            long priceE8,
            long bidE8,
            long askE8,
            HealthState health,
            long nowEpochNs,
            long endsEpochNs) {
        long[] cells = row.cells;
        cells[0] = ++sequence;
        cells[1] = priceE8;
        cells[2] = 100_000_000L;
        cells[3] = sequence;
        cells[4] = sequence;
        cells[5] = nowEpochNs;
        cells[6] = nowEpochNs;
        cells[7] = bidE8;
        cells[8] = 150_000_000L;
        cells[9] = askE8;
        cells[10] = 250_000_000L;
        cells[11] = nowEpochNs;
        cells[12] = instrumentId;
        cells[13] = health.code();
        cells[14] = nowEpochNs;
        cells[15] = endsEpochNs;
        cells[16] = nowEpochNs;
        cells[17] = nowEpochNs;
        cells[18] = 0;
        cells[19] = instrumentId;
        cells[20] = instrumentId;
        published.prices().write(instrumentId, row);
    }

    /** Writes a price and tells the listeners, as the publish stage does. */
    public void price(int instrumentId, long priceE8, long nowEpochNs) {
        write(instrumentId, priceE8, priceE8 - 1, priceE8 + 1, HealthState.HEALTHY, nowEpochNs, 0);
        published.tellPriceChanged(instrumentId);
    }

    public void gate(int marketId, GateReason reason, long sinceEpochNs, long opensEpochNs) {
        gateRow.cells[0] = reason.code();
        gateRow.cells[1] = sinceEpochNs;
        gateRow.cells[2] = opensEpochNs;
        gateRow.cells[3] = ++sequence;
        published.gates().write(marketId, gateRow);
    }

    public void tellStatus() {
        published.tellStatusChanged();
    }

    public void add(BetView bet) {
        published.bets().add(bet);
    }

    /** Decides a bet at the next sequence, as the first decision of it, and tells the listeners. */
    public void decide(BetView bet, BetOutcome result) {
        sequence++;
        decide(bet, result, 0);
        endBatch();
    }

    /** Decides a bet at the newest sequence, without telling anybody. */
    public void decide(BetView bet, BetOutcome result, int ordinal) {
        OutcomePosition position = new OutcomePosition(sequence, ordinal);
        DecidingTrade trade = new DecidingTrade(500 + sequence, sequence, bet.minE8(), bet.fromEpochNs());
        BetOutcomeView outcome = switch (result) {
            case HIT ->
                new BetOutcomeView(
                        result, position, bet.fromEpochNs(), 2, null, MarketFlyweight.TOUCH_INSIDE, trade, null, null);
            case MISS ->
                new BetOutcomeView(
                        result,
                        position,
                        bet.toEpochNs() + 1,
                        2,
                        null,
                        0,
                        null,
                        null,
                        new BetWatermark(WatermarkFlyweight.HEARTBEAT, 777, bet.toEpochNs(), sequence - 1));
            case VOID ->
                new BetOutcomeView(result, position, bet.toEpochNs(), 2, IndeterminateReason.GAP, 0, null, null, null);
        };
        decide(bet, outcome);
    }

    public void decide(BetView bet, BetOutcomeView outcome) {
        published.bets().decide(bet.idHigh(), bet.idLow(), outcome);
    }

    public void pending(BetView bet, IndeterminateReason reason) {
        published.bets().pending(bet.idHigh(), bet.idLow(), reason.code());
    }

    public void forget(BetView bet) {
        published.bets().remove(bet.idHigh(), bet.idLow());
    }

    /** What was decided is told. */
    public void endBatch() {
        published.moved(sequence, published.marketTimeEpochNs(), System.nanoTime());
        published.tellBetsDecided();
    }

    /** The next decisions belong to the next record. */
    public long nextSequence() {
        return ++sequence;
    }

    /** A gap of the settlement stream. */
    public void gap(int streamId, long firstTradeId, long lastTradeId, long timeBeforeEpochNs, long timeAfterEpochNs) {
        GapConfirmedFlyweight gap =
                new GapConfirmedFlyweight().wrap(new UnsafeBuffer(new byte[GapConfirmedFlyweight.LENGTH]));
        gap.begin(new RecordFlyweight().wrap(new UnsafeBuffer(new byte[64])), 1, 2, 0)
                .streamId(streamId)
                .firstTradeId(firstTradeId)
                .lastTradeId(lastTradeId)
                .timeBeforeEpochNs(timeBeforeEpochNs)
                .timeAfterEpochNs(timeAfterEpochNs);
        published.gaps().onConfirmed(gap);
        published.gaps().publish();
    }

    /** A trade that would have hit a missed bet. */
    public void contradict(BetView bet, long tradeId, long foundEpochNs) {
        BetContradictedFlyweight found =
                new BetContradictedFlyweight().wrap(new UnsafeBuffer(new byte[BetContradictedFlyweight.LENGTH]));
        found.begin(new RecordFlyweight().wrap(new UnsafeBuffer(new byte[64])), foundEpochNs, 2, 0)
                .betIdHigh(bet.idHigh())
                .betIdLow(bet.idLow())
                .marketId(bet.marketId())
                .tradeId(tradeId)
                .tradeTimeEpochNs(bet.fromEpochNs());
        published.contradictions().add(found);
    }

    /** Tells a bet's answer to whoever waits. Returns whether somebody did. */
    public boolean tellBet(BetAnswer answer) {
        BetListener listener = published.takeBetListener(answer.betIdLow());
        if (listener != null) {
            listener.onBetAnswer(answer);
        }
        return listener != null;
    }
}
