package io.tickgate.cli.faults;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetDecidedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bets of a data folder as its two logs tell them, read with the engine stopped, and everything that is wrong with them. Knows the
 * records' layouts and nothing of the market's code; what a bet's window holds is looked up among all journalled trades.
 */
final class JournalledBets {
    private static final int PROBLEMS_MAX = 50;

    /** A bet. */
    static final class Journalled {
        final String id;
        final String key;
        final long sequence;
        final int marketId;
        final long minE8;
        final long maxE8;
        final long fromEpochNs;
        final long toEpochNs;
        int decisions;
        String outcome = "";
        String cause = "";
        long decidedSequence;
        long tradeSequence;

        Journalled(BetAcceptedFlyweight accepted, BetFlyweight bet) {
            id = id(bet.betIdHigh(), bet.betIdLow());
            key = new String(bet.key(), StandardCharsets.US_ASCII);
            sequence = accepted.sequence();
            marketId = bet.marketId();
            minE8 = bet.minE8();
            maxE8 = bet.maxE8();
            fromEpochNs = bet.fromEpochNs();
            toEpochNs = bet.toEpochNs();
        }

        private boolean isTouchedBy(long timeEpochNs, long priceE8) {
            return timeEpochNs >= fromEpochNs && timeEpochNs <= toEpochNs && priceE8 >= minE8 && priceE8 <= maxE8;
        }
    }

    /** A trade of a settlement stream. */
    private record Trade(long sequence, long priceE8) {}

    private final Map<String, Journalled> byId = new HashMap<>();
    private final Map<String, Journalled> byKey = new HashMap<>();
    private final Map<Integer, Integer> streamOfMarket = new HashMap<>();
    private final Map<Integer, Long> deadlineOfMarketNs = new HashMap<>();
    private final Map<Integer, TreeMap<Long, List<Trade>>> tradesOfStream = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int problemsTotal;
    private long marketTimeEpochNs;
    private long records;

    private JournalledBets() {}

    /** Reads a folder. */
    static JournalledBets read(Path dataFolder) {
        JournalledBets bets = new JournalledBets();
        try (RecordLog log = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader reader = log.newReader()) {
            while (reader.next()) {
                bets.onInput(reader);
            }
        }
        try (RecordLog log = RecordLog.openForReading(DataFolder.decisionsOf(dataFolder), false);
                RecordReader reader = log.newReader()) {
            while (reader.next()) {
                bets.onDecision(reader);
            }
        }
        return bets;
    }

    private void onInput(RecordReader reader) {
        records++;
        marketTimeEpochNs = Math.max(marketTimeEpochNs, reader.header().engineTimeEpochNs());
        int kind = reader.header().kindCode();
        int length = reader.header().length();
        if (kind == RecordKind.TRADE.code()) {
            TradeFlyweight trade = new TradeFlyweight().wrap(reader.buffer(), 0, length);
            add(trade.streamId(), trade.tradeTimeEpochNs(), trade.sequence(), trade.priceE8());
        } else if (kind == RecordKind.BACK_FILLED_TRADE.code()) {
            BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight().wrap(reader.buffer(), 0, length);
            add(trade.streamId(), trade.tradeTimeEpochNs(), trade.sequence(), trade.priceE8());
        } else if (kind == RecordKind.MARKET_DEFINED.code()) {
            MarketFlyweight market = new MarketFlyweight().wrap(reader.buffer(), 0, length);
            streamOfMarket.put(market.marketId(), market.settlementStreamId());
            deadlineOfMarketNs.put(market.marketId(), market.deadlineNs());
        }
    }

    private void add(int streamId, long timeEpochNs, long sequence, long priceE8) {
        tradesOfStream
                .computeIfAbsent(streamId, id -> new TreeMap<>())
                .computeIfAbsent(timeEpochNs, time -> new ArrayList<>(1))
                .add(new Trade(sequence, priceE8));
    }

    private void onDecision(RecordReader reader) {
        int kind = reader.header().kindCode();
        int length = reader.header().length();
        if (kind == RecordKind.BET_ACCEPTED.code()) {
            BetAcceptedFlyweight accepted = new BetAcceptedFlyweight().wrap(reader.buffer(), 0, length);
            Journalled bet = new Journalled(accepted, accepted.wrapCommand(new BetFlyweight()));
            if (byId.put(bet.id, bet) != null) {
                problem("bet " + bet.id + " was accepted twice");
            }
            if (byKey.put(bet.key, bet) != null) {
                problem("key " + bet.key + " was taken twice");
            }
        } else if (kind == RecordKind.BET_DECIDED.code()) {
            onDecided(new BetDecidedFlyweight().wrap(reader.buffer(), 0, length));
        } else if (kind == RecordKind.BET_CONTRADICTED.code()) {
            problem("a decided miss was contradicted at sequence "
                    + reader.header().sequence());
        }
    }

    private void onDecided(BetDecidedFlyweight decided) {
        String id = id(decided.betIdHigh(), decided.betIdLow());
        Journalled bet = byId.get(id);
        if (bet == null) {
            problem("bet " + id + " was decided and never accepted");
            return;
        }
        if (++bet.decisions > 1) {
            problem("bet " + id + " was decided " + bet.decisions + " times");
        }
        bet.outcome = BetOutcome.of(decided.outcome()).name();
        bet.cause = Integer.toString(decided.cause());
        bet.decidedSequence = decided.sequence();
        bet.tradeSequence = decided.tradeSequence();
    }

    /** Checks that each bet whose deadline has passed is decided, and that the journalled trades say the same as its outcome. */
    void checkOutcomes() {
        for (Journalled bet : byId.values()) {
            long deadlineEpochNs = bet.toEpochNs + deadlineOfMarketNs.getOrDefault(bet.marketId, 0L);
            if (bet.decisions == 0 && deadlineEpochNs <= marketTimeEpochNs) {
                problem("bet " + bet.id + " is not decided though its deadline has passed");
            }
            long first = firstTouch(bet);
            switch (bet.outcome) {
                case "HIT" -> {
                    if (first != bet.tradeSequence) {
                        problem("bet " + bet.id + " was hit by the trade at " + bet.tradeSequence
                                + ", but the first that touches is at " + first);
                    }
                }
                case "MISS" -> {
                    if (first != 0) {
                        problem("bet " + bet.id + " was missed, but the trade at " + first + " touches");
                    }
                }
                case "VOID" -> {
                    if (first != 0 && first < bet.decidedSequence) {
                        problem("bet " + bet.id + " is void, but the trade at " + first + " touches");
                    }
                }
                default -> {
                    if (bet.decisions > 0) {
                        problem("bet " + bet.id + " ended as " + bet.outcome);
                    }
                }
            }
        }
    }

    /** Sequence of the first journalled trade that touches a bet, 0 when there is none. */
    private long firstTouch(Journalled bet) {
        TreeMap<Long, List<Trade>> trades = tradesOfStream.get(streamOfMarket.get(bet.marketId));
        long first = Long.MAX_VALUE;
        if (trades != null) {
            for (Map.Entry<Long, List<Trade>> each :
                    trades.subMap(bet.fromEpochNs, true, bet.toEpochNs, true).entrySet()) {
                for (Trade trade : each.getValue()) {
                    if (bet.isTouchedBy(each.getKey(), trade.priceE8())) {
                        first = Math.min(first, trade.sequence());
                    }
                }
            }
        }
        return first == Long.MAX_VALUE ? 0 : first;
    }

    private void problem(String what) {
        if (++problemsTotal <= PROBLEMS_MAX) {
            problems.add(what);
        }
    }

    static String id(long high, long low) {
        return String.format("%016x%016x", high, low);
    }

    /** A bet by its key, or null. */
    Journalled byKey(String key) {
        return byKey.get(key);
    }

    /** Bets accepted. */
    int accepted() {
        return byId.size();
    }

    /** Input records. */
    long records() {
        return records;
    }

    /** Bets by outcome; those without one under the empty text. */
    Map<String, Integer> outcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        byId.values().forEach(bet -> outcomes.merge(bet.outcome, 1, Integer::sum));
        return outcomes;
    }

    /** What is wrong, the first of it. */
    List<String> problems() {
        return problems;
    }
}
