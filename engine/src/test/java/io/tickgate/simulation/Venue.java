package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.MS;
import static io.tickgate.simulation.Scenario.S;

import java.util.ArrayList;
import java.util.List;

/** The exchange: makes trades, and says of itself what it says. What it truly did is in {@link Evidence#trades}. */
final class Venue {
    private static final int EDGES_KEPT = 12;

    private final World world;
    private final Chance chance;
    private final List<Long> edgeTimes = new ArrayList<>();
    private final List<Long> edgePrices = new ArrayList<>();
    private int count;
    private long nextId;
    private long lowestId;
    private long priceE8 = Scenario.PRICE_E8;
    private long lastTimeEpochNs;
    /** Greatest time that it has named as past, with a trade or with a statement. */
    private long saidEpochNs;

    private long skewNs;
    private long quietUntilNs;
    private long silentUntilNs;
    private long quotes;
    private boolean isLively;
    private int generation;

    Venue(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        nextId = chance.of(List.of(90_000_000L, 5_000_000_000L));
        lowestId = nextId;
    }

    void begin() {
        world.agenda.in(chance.around(world.scenario.tradeMeanNs), () -> tradeAndGoOn(0));
        world.agenda.in(chance.around(world.scenario.quoteMeanNs), this::quoteAndGoOn);
        world.agenda.in(chance.around(world.scenario.statementMeanNs), this::stateAndGoOn);
    }

    /** The venue's own clock. */
    long nowEpochNs() {
        return Scenario.T0 + world.agenda.nowNs() + skewNs;
    }

    long priceE8() {
        return priceE8;
    }

    long newestId() {
        return nextId - 1;
    }

    /** What somebody bets on draws trades there: exactly at the edges, and a nanosecond beside them. */
    void onBet(Evidence.Terms terms) {
        keep(edgeTimes, terms.fromEpochNs());
        keep(edgeTimes, terms.toEpochNs());
        keep(edgePrices, terms.minE8());
        keep(edgePrices, terms.maxE8());
        for (long edge : new long[] {terms.fromEpochNs(), terms.toEpochNs()}) {
            long at = edge + chance.between(-1, 1) - Scenario.T0;
            if (chance.oneIn(3) && at > world.agenda.nowNs()) {
                world.agenda.at(at, this::trade);
            }
        }
    }

    private static void keep(List<Long> edges, long edge) {
        if (edges.size() == EDGES_KEPT) {
            edges.remove(0);
        }
        edges.add(edge);
    }

    private void tradeAndGoOn(int of) {
        if (of != generation) {
            return;
        }
        long meanNs = world.scenario.tradeMeanNs;
        world.agenda.in(isLively ? livelyNs() : chance.around(meanNs), () -> tradeAndGoOn(of));
        trade();
        while (!isLively && chance.oneIn(5)) {
            trade();
        }
    }

    private void trade() {
        if (world.agenda.nowNs() < quietUntilNs) {
            return;
        }
        movePrice();
        long timeEpochNs = Math.max(lastTimeEpochNs, nowEpochNs());
        if (world.isTroubled(Trouble.VENUE_SKEW)) {
            timeEpochNs = nowEpochNs();
        }
        send(make(timeEpochNs, VenueTrade.What.TRADE));
    }

    private void movePrice() {
        if (chance.oneIn(3) && !edgePrices.isEmpty()) {
            priceE8 = chance.of(edgePrices) + chance.between(-1, 1);
        } else if (!chance.oneIn(5)) {
            priceE8 += chance.between(-40, 40) * 100_000_000L;
        }
        if (priceE8 < Scenario.PRICE_E8 / 2 || priceE8 > Scenario.PRICE_E8 * 2) {
            priceE8 = Scenario.PRICE_E8;
        }
    }

    VenueTrade make(long timeEpochNs, VenueTrade.What what) {
        boolean isRounded = world.isTroubled(Trouble.ROUNDED) && chance.oneIn(8);
        long priceE10 = priceE8 * 100 + (isRounded ? chance.between(-60, 60) : 0);
        long sizeE8 = chance.oneIn(2) ? 100_000_000L : chance.between(0, 100_000_000L);
        VenueTrade trade = new VenueTrade(count, nextId++, timeEpochNs, priceE10, sizeE8, what);
        if (timeEpochNs < saidEpochNs) {
            world.evidence.backDated.add(trade);
        }
        lastTimeEpochNs = Math.max(lastTimeEpochNs, timeEpochNs);
        saidEpochNs = Math.max(saidEpochNs, timeEpochNs);
        world.evidence.trades.add(trade);
        world.trace.say(() -> "venue makes " + trade.what() + " " + trade.id() + " at " + Words.time(timeEpochNs)
                + " for " + priceE10);
        return trade;
    }

    void send(VenueTrade trade) {
        send(Message.trade(trade, nowEpochNs()));
    }

    private void send(Message message) {
        if (world.agenda.nowNs() >= silentUntilNs) {
            world.feeds.send(message);
        }
    }

    private void quoteAndGoOn() {
        world.agenda.in(chance.around(world.scenario.quoteMeanNs), this::quoteAndGoOn);
        if (world.agenda.nowNs() >= quietUntilNs) {
            send(Message.quote(++quotes, priceE8, chance.oneIn(2) ? nowEpochNs() : Message.UNDATED));
        }
    }

    private void stateAndGoOn() {
        world.agenda.in(chance.around(world.scenario.statementMeanNs), this::stateAndGoOn);
        if (!world.evidence.trades.isEmpty()) {
            saidEpochNs = Math.max(saidEpochNs, nowEpochNs());
            send(Message.statement(newestId(), 1 + chance.below(2), nowEpochNs()));
        }
    }

    /** Whether anything sent now arrives nowhere. */
    boolean isSilent() {
        return world.agenda.nowNs() < silentUntilNs;
    }

    void beQuiet(long forNs) {
        quietUntilNs = world.agenda.nowNs() + forNs;
    }

    void beSilent(long forNs) {
        silentUntilNs = world.agenda.nowNs() + forNs;
    }

    /** Its clock is wrong for a while, by less or more than what is believed. */
    void beSkewed(long forNs) {
        skewNs = chance.between(-8, 8) * S + chance.between(-1, 1);
        world.agenda.in(forNs, () -> skewNs = 0);
    }

    /** An old time on a new trade. */
    void backDate() {
        movePrice();
        long time = edgeTimes.isEmpty() || chance.oneIn(2)
                ? nowEpochNs() - chance.between(1, 4_000) * MS
                : Math.min(nowEpochNs(), chance.of(edgeTimes) + chance.between(-1, 1));
        send(make(time, VenueTrade.What.TRADE));
    }

    void tradeOddly(VenueTrade.What what) {
        movePrice();
        send(make(Math.max(lastTimeEpochNs, nowEpochNs()), what));
    }

    /** One of its last trades again. */
    void replay() {
        List<VenueTrade> trades = world.evidence.trades;
        if (!trades.isEmpty()) {
            VenueTrade old = trades.get(Math.max(0, trades.size() - 1 - chance.below(30)));
            send(Message.trade(old, chance.oneIn(2) ? nowEpochNs() : old.timeEpochNs()));
        }
    }

    /** A trade that never was. */
    void lieAboutId() {
        long id = chance.oneIn(4) ? -chance.between(1, 9) : nextId + chance.between(2, 1_000_000) * 3_000_000L;
        VenueTrade lie = new VenueTrade(count, id, nowEpochNs(), priceE8 * 100, 1, VenueTrade.What.TRADE);
        world.trace.say(() -> "venue lies: " + lie);
        send(Message.trade(lie, nowEpochNs()));
    }

    /**
     * Begins to count anew, far below everything before. Over ids that came or are missing nobody could tell: a trade that counts anew
     * looks like a late or a doubled one there.
     */
    void countAnew() {
        lowestId -= 3_000_000;
        nextId = lowestId;
        count++;
        world.trace.say(() -> "venue counts anew from " + nextId);
    }

    /** Often enough that nothing counts as degraded. */
    private long livelyNs() {
        return world.host.definitions().thresholds().degradedNs() / 2;
    }

    void endTrouble() {
        isLively = true;
        generation++;
        int now = generation;
        world.agenda.in(livelyNs(), () -> tradeAndGoOn(now));
        skewNs = 0;
        quietUntilNs = 0;
        silentUntilNs = 0;
    }

    int count() {
        return count;
    }
}
