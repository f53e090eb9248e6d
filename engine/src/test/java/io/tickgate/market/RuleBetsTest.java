package io.tickgate.market;

import static io.tickgate.market.MarketHarness.MARKET;
import static io.tickgate.market.MarketHarness.S;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.record.MarketFlyweight;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RuleBetsTest {
    private static final int BETS = 50_000;

    private final BetTable bets = new BetTable();

    private RuleBets rule() {
        List<byte[]> records =
                MarketHarness.started().defineMarket(MARKET, definition -> {}).records();
        byte[] last = records.get(records.size() - 1);
        MarketFlyweight definition = new MarketFlyweight().wrap(new UnsafeBuffer(last), 0, last.length);
        return new RuleBets(0, definition, new Stream(MarketHarness.STREAM, 1, MarketHarness.INSTRUMENT), bets);
    }

    /** No record, however many windows it begins, may stop the market; and none of the bets may be overlooked meanwhile. */
    @Test
    void shouldMakeFewBetsActiveAtATimeAndFindTheRestAllTheSame() {
        RuleBets rule = rule();
        for (int i = 0; i < BETS; i++) {
            int place = bets.add();
            bets.sequence(place, i + 1);
            bets.band(place, i, i);
            bets.window(place, 10 * S, 20 * S);
            bets.rule(place, rule.number, BetState.AHEAD);
            rule.add(place);
        }
        CoveredTrade trade = new CoveredTrade();
        trade.timeEpochNs = 10 * S;
        trade.receivedEpochNs = 10 * S;
        trade.sizeE8 = 1;
        PlaceList touched = new PlaceList(bets);

        int active = 0;
        for (int i = 0; active < BETS; i++) {
            boolean isClock = i % 3 == 0;
            int max = isClock ? RuleBets.ACTIVATED_AT_CLOCK_MAX : RuleBets.ACTIVATED_MAX;
            rule.activate(trade.timeEpochNs, max);
            active = Math.min(BETS, active + max);
            assertEquals(active, rule.active.size());

            trade.priceE8 = i * 7_919L % BETS;
            touched.clear();
            rule.findTouched(trade, new TradeNeighbours(), touched);
            assertEquals(1, touched.size());
            assertEquals(trade.priceE8, bets.minE8(touched.place(0)));
        }
    }
}
