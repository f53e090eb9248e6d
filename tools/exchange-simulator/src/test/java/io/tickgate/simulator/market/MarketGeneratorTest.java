package io.tickgate.simulator.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketGeneratorTest {

    private static final long FIRST_ID = 1_000;

    /** Keeps all that the market tells. */
    private static final class Tape implements MarketListener {

        final List<Trade> trades = new ArrayList<>();
        final List<AggregateTrade> aggregates = new ArrayList<>();
        final List<Quote> quotes = new ArrayList<>();
        final List<DayStatistics> days = new ArrayList<>();

        @Override
        public void onTrade(Trade trade) {
            trades.add(trade);
        }

        @Override
        public void onAggregateTrade(AggregateTrade trade) {
            aggregates.add(trade);
        }

        @Override
        public void onQuote(Quote quote) {
            quotes.add(quote);
        }

        @Override
        public void onDayStatistics(DayStatistics statistics) {
            days.add(statistics);
        }

        List<Trade> tradesOf(String symbol) {
            return trades.stream()
                    .filter(t -> t.instrument().symbol().equals(symbol))
                    .toList();
        }
    }

    private static MarketGenerator market(long seed, double rate) {
        return new MarketGenerator(Instrument.catalogue(), seed, rate, FIRST_ID);
    }

    private static Tape run(MarketGenerator market, long untilNs) {
        Tape tape = new Tape();
        while (market.nextOffsetNs() <= untilNs) {
            market.step(symbol -> false, tape);
        }
        return tape;
    }

    private static final long MINUTE_NS = 60_000_000_000L;

    @Test
    void shouldTellTheSameWhenTheSeedIsTheSame() {
        Tape one = run(market(7, 500), MINUTE_NS);
        Tape two = run(market(7, 500), MINUTE_NS);
        Tape other = run(market(8, 500), MINUTE_NS);

        assertEquals(one.trades, two.trades);
        assertEquals(one.quotes, two.quotes);
        assertEquals(one.aggregates, two.aggregates);
        assertEquals(one.days, two.days);
        assertNotEquals(one.trades, other.trades);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, Long.MAX_VALUE, -1})
    void shouldKeepEveryRuleOfTheVenueWhateverTheSeed(long seed) {
        Tape tape = run(market(seed, 2_000), MINUTE_NS);

        Map<String, Trade> lastTrade = new HashMap<>();
        for (Trade trade : tape.trades) {
            Trade before = lastTrade.put(trade.instrument().symbol(), trade);
            assertEquals(before == null ? FIRST_ID : before.id() + 1, trade.id());
            assertTrue(trade.tradeOffsetNs() <= trade.eventOffsetNs(), trade.toString());
            assertTrue(before == null || before.tradeOffsetNs() <= trade.tradeOffsetNs(), trade.toString());
            assertOnTick(trade.instrument(), trade.priceE8());
            assertOnLot(trade.instrument(), trade.sizeE8());
        }
        assertEquals(Instrument.catalogue().size(), lastTrade.size());
        Map<String, Quote> lastQuote = new HashMap<>();
        for (Quote quote : tape.quotes) {
            Quote before = lastQuote.put(quote.instrument().symbol(), quote);
            assertTrue(before == null || before.updateId() < quote.updateId(), quote.toString());
            assertTrue(quote.bidE8() < quote.askE8(), quote.toString());
            assertOnTick(quote.instrument(), quote.bidE8());
            assertOnTick(quote.instrument(), quote.askE8());
            assertOnLot(quote.instrument(), quote.bidSizeE8());
            assertOnLot(quote.instrument(), quote.askSizeE8());
        }
    }

    private static void assertOnTick(Instrument instrument, long priceE8) {
        assertTrue(priceE8 > 0 && priceE8 % instrument.tickSizeE8() == 0, instrument.symbol() + " " + priceE8);
    }

    private static void assertOnLot(Instrument instrument, long sizeE8) {
        assertTrue(sizeE8 > 0 && sizeE8 % instrument.lotSizeE8() == 0, instrument.symbol() + " " + sizeE8);
    }

    @Test
    void shouldAggregateTheTradesOfEachOrder() {
        Tape tape = run(market(5, 1_000), MINUTE_NS);

        Map<String, List<Trade>> trades = new HashMap<>();
        tape.trades.forEach(t -> trades.computeIfAbsent(t.instrument().symbol(), symbol -> new ArrayList<>())
                .add(t));
        Map<String, AggregateTrade> last = new HashMap<>();
        for (AggregateTrade aggregate : tape.aggregates) {
            AggregateTrade before = last.put(aggregate.instrument().symbol(), aggregate);
            assertEquals(before == null ? FIRST_ID : before.lastTradeId() + 1, aggregate.firstTradeId());
            assertEquals(before == null ? FIRST_ID : before.id() + 1, aggregate.id());
            List<Trade> parts = trades.getOrDefault(aggregate.instrument().symbol(), List.of())
                    .subList((int) (aggregate.firstTradeId() - FIRST_ID), (int)
                            (aggregate.lastTradeId() - FIRST_ID + 1));
            assertEquals(
                    aggregate.sizeE8(), parts.stream().mapToLong(Trade::sizeE8).sum());
            assertTrue(parts.stream().allMatch(p -> p.priceE8() == aggregate.priceE8()));
        }
        assertTrue(tape.aggregates.stream().anyMatch(a -> a.lastTradeId() - a.firstTradeId() >= 3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 1_000, 50_000})
    void shouldKeepTheRateOverTime(double rate) {
        long durationNs = (long) (200_000 / rate * 1e9);

        Tape tape = run(market(1, rate), durationNs);

        double perSecond = (tape.trades.size() + tape.quotes.size()) / (durationNs / 1e9);
        assertEquals(rate, perSecond, rate * 0.05);
        double tradeShare = (double) tape.trades.size() / (tape.trades.size() + tape.quotes.size());
        assertEquals(0.25, tradeShare, 0.03);
    }

    @Test
    void shouldMoveInBurstsWhenLookedAtCloseUp() {
        Tape tape = run(market(1, 1_000), MINUTE_NS);

        Map<Long, Integer> perTenMillis = new HashMap<>();
        tape.quotes.forEach(q -> perTenMillis.merge(q.eventOffsetNs() / 10_000_000, 1, Integer::sum));
        int peak = perTenMillis.values().stream().mapToInt(i -> i).max().orElse(0);

        // The mean is 8 quotes in 10 ms; without bursts a peak of 40 would not come in the age of the universe.
        assertTrue(peak >= 40, "peak " + peak);
    }

    @Test
    void shouldMoveLikeAMarketOverAnHour() {
        Tape tape = run(market(11, 50), 60 * MINUTE_NS);

        for (Instrument instrument : Instrument.catalogue()) {
            List<Trade> trades = tape.tradesOf(instrument.symbol());
            long low = trades.stream().mapToLong(Trade::priceE8).min().orElse(0);
            long high = trades.stream().mapToLong(Trade::priceE8).max().orElse(0);
            double range = (double) high / low - 1;
            assertTrue(range > 0.001 && range < 0.2, instrument.symbol() + " moved by " + range);
        }
    }

    @Test
    void shouldGoOnWhereItStoppedWhenAnInstrumentWasPaused() {
        MarketGenerator paused = market(7, 500);
        Tape tape = new Tape();
        while (paused.nextOffsetNs() <= MINUTE_NS) {
            boolean isPause = paused.nextOffsetNs() > MINUTE_NS / 4 && paused.nextOffsetNs() < MINUTE_NS / 2;
            paused.step(symbol -> isPause && symbol.equals("BTCUSDT"), tape);
        }
        Tape whole = run(market(7, 500), MINUTE_NS);

        List<Trade> trades = tape.tradesOf("BTCUSDT");
        assertTrue(trades.size() < whole.tradesOf("BTCUSDT").size());
        for (int i = 1; i < trades.size(); i++) {
            assertEquals(trades.get(i - 1).id() + 1, trades.get(i).id());
        }
        assertTrue(
                trades.stream().noneMatch(t -> t.eventOffsetNs() > MINUTE_NS / 4 && t.eventOffsetNs() < MINUTE_NS / 2));
        assertEquals(whole.tradesOf("ETHUSDT"), tape.tradesOf("ETHUSDT"));
    }

    @Test
    void shouldMakeSoManyTradesAtOnceInABurst() {
        MarketGenerator market = market(7, 500);
        Tape before = run(market, MINUTE_NS);
        Tape burst = new Tape();

        market.burst("BTCUSDT", 1_001, burst);
        Tape after = run(market, 2 * MINUTE_NS);

        List<Trade> told = before.tradesOf("BTCUSDT");
        Trade last = told.get(told.size() - 1);
        assertEquals(1_001, burst.trades.size());
        assertEquals(last.id() + 1, burst.trades.get(0).id());
        assertEquals(last.id() + 1_002, after.tradesOf("BTCUSDT").get(0).id());
        assertTrue(burst.trades.get(0).tradeOffsetNs() >= last.tradeOffsetNs());
        for (AggregateTrade order : burst.aggregates) {
            List<Trade> fills = burst.trades.stream()
                    .filter(trade -> trade.aggregateId() == order.id())
                    .toList();
            assertEquals(order.firstTradeId(), fills.get(0).id());
            assertEquals(order.lastTradeId(), fills.get(fills.size() - 1).id());
            assertEquals(order.sizeE8(), fills.stream().mapToLong(Trade::sizeE8).sum());
        }
    }

    @Test
    void shouldListTheSameAssetsUnderEachVenuesNames() {
        List<Instrument> binance = List.of(
                Instrument.named("BTCUSDT"),
                new Instrument("ETHBTC", 5_000_000L, 1_000L, 1_000L, 1_000_000L),
                new Instrument("BTCUSDC", 6_700_000_000_000L, 1_000_000L, 1_000L, 500_000L),
                new Instrument("NEWUSDT", 100_000_000L, 10_000L, 1_000L, 500_000L));

        assertEquals(binance, Venue.BINANCE.listing(binance));
        assertEquals(
                List.of("BTC-USD", "NEW-USD"),
                Venue.COINBASE.listing(binance).stream().map(Instrument::symbol).toList());
        assertEquals(
                List.of("BITCOIN"),
                Venue.COINCAP.listing(binance).stream().map(Instrument::symbol).toList());
        assertEquals(
                List.of("BTC", "ETH", "BTC", "NEW"),
                binance.stream().map(Instrument::baseAsset).toList());
        assertEquals(
                List.of("USDT", "BTC", "USDC", "USDT"),
                binance.stream().map(Instrument::quoteAsset).toList());
    }

    @Test
    void shouldFollowTheAssetAtEachVenueWhateverTheRate() {
        Tape binance = run(market(7, 2_000), MINUTE_NS);
        Tape coinbase =
                run(new MarketGenerator(Venue.COINBASE.listing(Instrument.catalogue()), 7, 300, FIRST_ID), MINUTE_NS);

        Quote one = last(binance, "ETHUSDT");
        Quote other = last(coinbase, "ETH-USD");
        double ratio = (double) one.bidE8() / other.bidE8();
        assertTrue(Math.abs(ratio - 1) < 0.002, one + " and " + other);
        assertNotEquals(one.bidE8(), other.bidE8());
    }

    private static Quote last(Tape tape, String symbol) {
        return tape.quotes.stream()
                .filter(quote -> quote.instrument().symbol().equals(symbol))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void shouldLeaveOutIdsWhenTheyAreSkipped() {
        MarketGenerator market = market(7, 500);
        long lastId = FIRST_ID - 1 + run(market, MINUTE_NS).tradesOf("BTCUSDT").size();

        market.skipTradeIds("BTCUSDT", 1_000);
        Tape after = run(market, 2 * MINUTE_NS);

        assertEquals(lastId + 1_001, after.tradesOf("BTCUSDT").get(0).id());
        assertEquals(lastId + 1_002, after.tradesOf("BTCUSDT").get(1).id());
    }

    @Test
    void shouldSumUpTheDayWhenSecondsPass() {
        Tape tape = run(market(3, 100), 10 * MINUTE_NS);

        DayStatistics last = tape.days.stream()
                .filter(d -> d.instrument().symbol().equals("PEPEUSDT"))
                .reduce((first, second) -> second)
                .orElseThrow();
        List<Trade> trades = tape.tradesOf("PEPEUSDT").stream()
                .filter(t -> t.eventOffsetNs() <= last.eventOffsetNs())
                .toList();
        assertEquals(trades.size(), last.tradeCount());
        assertEquals(FIRST_ID, last.firstTradeId());
        assertEquals(trades.get(trades.size() - 1).id(), last.lastTradeId());
        assertEquals(trades.get(0).priceE8(), last.openPriceE8());
        assertEquals(trades.stream().mapToLong(Trade::priceE8).max().orElse(0), last.highPriceE8());
        assertEquals(trades.stream().mapToLong(Trade::priceE8).min().orElse(0), last.lowPriceE8());
        assertEquals(
                trades.stream().mapToLong(Trade::sizeE8).sum(),
                last.baseVolume().movePointRight(8).longValueExact());
    }

    @Test
    void shouldForgetTradesWhenTheyAreOlderThanADay() {
        Tape tape = run(market(3, 1), 25 * 60 * MINUTE_NS);

        DayStatistics last = tape.days.get(tape.days.size() - 1);
        String symbol = last.instrument().symbol();
        long beginNs = (last.eventOffsetNs() / MINUTE_NS - 1_439) * MINUTE_NS;
        List<Trade> inWindow = tape.tradesOf(symbol).stream()
                .filter(t -> t.eventOffsetNs() >= beginNs)
                .toList();
        assertEquals(inWindow.get(0).id(), last.firstTradeId());
        assertEquals(inWindow.size(), last.tradeCount());
        assertEquals(
                tape.tradesOf(symbol)
                        .get((int) (last.firstTradeId() - FIRST_ID - 1))
                        .priceE8(),
                last.previousPriceE8());
    }
}
