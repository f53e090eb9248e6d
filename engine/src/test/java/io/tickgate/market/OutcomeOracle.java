package io.tickgate.market;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetOutcome;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How bets must end, reckoned from the records alone and without any class of the market: every bet is held against every trade, pair
 * of trades and missing id, after each record. Only which bets were accepted is taken from the market.
 */
final class OutcomeOracle {
    private static final long ABSENT = RecordFlyweight.ABSENT;

    /** A bet with its rule, and what became of it. */
    private static final class OpenBet {
        final BetFlyweight command;
        final MarketFlyweight rule;
        boolean isOver;
        boolean isContradicted;
        BetOutcome outcome;
        String told = "";

        OpenBet(BetFlyweight command, MarketFlyweight rule) {
            this.command = command;
            this.rule = rule;
        }

        boolean isHalfOpen() {
            return rule.bounds() == MarketFlyweight.BOUNDS_HALF_OPEN;
        }

        boolean isWithin(long time) {
            return time >= command.fromEpochNs()
                    && (isHalfOpen() ? time < command.toEpochNs() : time <= command.toEpochNs());
        }

        boolean isAboveBand(long price) {
            return isHalfOpen() ? price >= command.maxE8() : price > command.maxE8();
        }

        long deadline() {
            return command.toEpochNs() + rule.deadlineNs();
        }

        String name() {
            return " b" + command.betIdLow();
        }
    }

    private final NaiveIds ids = new NaiveIds();
    private final Map<Integer, MarketFlyweight> rules = new HashMap<>();
    private final List<OpenBet> bets = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Map<BetOutcome, Integer> counts = new EnumMap<>(BetOutcome.class);
    private long nowEpochNs;
    private int recordsFollowed;
    private int outputsFollowed;

    /** What must have been put out on bets since the last call, line by line as {@link OutputText} has it. */
    List<String> follow(MarketHarness harness) {
        for (; recordsFollowed < harness.records().size(); recordsFollowed++) {
            take(harness.records().get(recordsFollowed));
        }
        for (; outputsFollowed < harness.outputs().size(); outputsFollowed++) {
            accept(harness.outputs().get(outputsFollowed));
        }
        List<String> lines = List.copyOf(expected);
        expected.clear();
        return lines;
    }

    Map<BetOutcome, Integer> counts() {
        return counts;
    }

    private void accept(byte[] output) {
        UnsafeBuffer buffer = new UnsafeBuffer(output);
        if (new RecordFlyweight().wrap(buffer, 0, output.length).kindCode() == RecordKind.BET_ACCEPTED.code()) {
            BetFlyweight command =
                    new BetAcceptedFlyweight().wrap(buffer, 0, output.length).wrapCommand(new BetFlyweight());
            bets.add(new OpenBet(command, rules.get(command.marketId())));
        }
    }

    private void take(byte[] bytes) {
        UnsafeBuffer record = new UnsafeBuffer(bytes);
        RecordFlyweight header = new RecordFlyweight().wrap(record, 0, bytes.length);
        moveTime(header.engineTimeEpochNs());
        switch (RecordKind.of(header.kindCode())) {
            case MARKET_DEFINED -> {
                MarketFlyweight rule = new MarketFlyweight().wrap(record, 0, bytes.length);
                rules.put(rule.marketId(), rule);
            }
            case TRADE -> onCovered(ids.onTrade(new TradeFlyweight().wrap(record, 0, bytes.length), nowEpochNs));
            case BACK_FILLED_TRADE ->
                onCovered(ids.onBackFilled(new BackFilledTradeFlyweight().wrap(record, 0, bytes.length), nowEpochNs));
            case NO_TRADE -> ids.onNoTrade(new NoTradeFlyweight().wrap(record, 0, bytes.length), nowEpochNs);
            case WATERMARK -> {
                if (ids.onWatermark(new WatermarkFlyweight().wrap(record, 0, bytes.length), nowEpochNs)) {
                    missOver();
                }
            }
            case CLOCK -> onClock();
            default -> {}
        }
    }

    private void moveTime(long engineTimeEpochNs) {
        if (engineTimeEpochNs <= nowEpochNs) {
            return;
        }
        TreeMap<Long, List<OpenBet>> due = new TreeMap<>();
        for (OpenBet bet : bets) {
            if (bet.outcome == null && bet.deadline() <= engineTimeEpochNs) {
                due.computeIfAbsent(bet.deadline(), time -> new ArrayList<>()).add(bet);
            }
        }
        due.forEach((time, together) -> {
            nowEpochNs = time;
            ids.pass(time);
            together.forEach(this::onDeadline);
        });
        nowEpochNs = engineTimeEpochNs;
        ids.pass(engineTimeEpochNs);
    }

    private void onDeadline(OpenBet bet) {
        String why = !isOver(bet) ? "NO_WATERMARK" : whyNot(bet);
        if (why.isEmpty()) {
            miss(bet);
        } else {
            decide(bet, BetOutcome.VOID, why + " at " + OutputText.time(nowEpochNs));
        }
    }

    private void onCovered(NaiveIds.Covered trade) {
        if (trade == null) {
            return;
        }
        for (OpenBet bet : bets) {
            String how = touch(bet, trade);
            if (bet.outcome == null && !how.isEmpty()) {
                decide(bet, BetOutcome.HIT, how);
            }
        }
        for (OpenBet bet : bets) {
            String how = touch(bet, trade);
            if (bet.outcome == BetOutcome.MISS && !bet.isContradicted && !how.isEmpty()) {
                bet.isContradicted = true;
                expected.add("contradicted" + bet.name() + how.replaceAll(" with .*", ""));
            }
        }
        missOver();
    }

    /** Every pair is looked at: one that was there before would have hit before. */
    private String touch(OpenBet bet, NaiveIds.Covered trade) {
        boolean isInside = trade.isRounded()
                ? trade.price() > bet.command.minE8()
                        && trade.price() < bet.command.maxE8() - (bet.isHalfOpen() ? 1 : 0)
                : trade.price() >= bet.command.minE8() && !bet.isAboveBand(trade.price());
        if (bet.isWithin(trade.time()) && isInside && isLarge(bet, trade)) {
            return " inside t" + trade.firstId();
        }
        if (bet.rule.touchKind() == MarketFlyweight.TOUCH_CROSSED) {
            for (Map.Entry<Long, NaiveIds.Covered> each : ids.covered().entrySet()) {
                NaiveIds.Covered one = each.getValue();
                NaiveIds.Covered other = ids.covered().get(each.getKey() + 1);
                if (other != null && one.sequence() != other.sequence() && isCrossed(bet, one, other)) {
                    boolean isOneNew = one.sequence() == trade.sequence();
                    return " crossed t" + trade.firstId() + " with t" + (isOneNew ? each.getKey() + 1 : each.getKey());
                }
            }
        }
        return "";
    }

    private static boolean isCrossed(OpenBet bet, NaiveIds.Covered one, NaiveIds.Covered other) {
        boolean isUp = one.price() < bet.command.minE8() && bet.isAboveBand(other.price());
        boolean isDown = other.price() < bet.command.minE8() && bet.isAboveBand(one.price());
        return (isUp || isDown)
                && one.isTrade()
                && other.isTrade()
                && bet.isWithin(one.time())
                && bet.isWithin(other.time())
                && isLarge(bet, one)
                && isLarge(bet, other);
    }

    private static boolean isLarge(OpenBet bet, NaiveIds.Covered trade) {
        if (bet.rule.touchNotionalMinE8() == 0) {
            return true;
        }
        BigInteger price = BigInteger.valueOf(trade.price() - (trade.isRounded() ? 1 : 0));
        BigInteger size = BigInteger.valueOf(trade.size() - (trade.isRounded() ? 1 : 0));
        BigInteger least = BigInteger.valueOf(bet.rule.touchNotionalMinE8()).multiply(BigInteger.valueOf(100_000_000L));
        return !trade.isAggregate() && price.multiply(size).compareTo(least) >= 0;
    }

    private boolean isOver(OpenBet bet) {
        long to = bet.command.toEpochNs();
        boolean isTraded = ids.traded() != null
                && (bet.isHalfOpen() ? ids.traded().time() >= to : ids.traded().time() > to);
        return isTraded || isSilent(bet);
    }

    private boolean isSilent(OpenBet bet) {
        long last = bet.command.toEpochNs() - (bet.isHalfOpen() ? 1 : 0);
        return ids.silentEpochNs() != ABSENT && ids.silentEpochNs() >= last + bet.rule.graceNs();
    }

    private void missOver() {
        for (OpenBet bet : bets) {
            if (bet.outcome == null && !bet.isOver && isOver(bet)) {
                bet.isOver = true;
                judge(bet);
            }
        }
    }

    private void onClock() {
        for (OpenBet bet : bets) {
            if (bet.outcome == null && bet.isOver) {
                judge(bet);
            }
        }
    }

    private void judge(OpenBet bet) {
        String why = whyNot(bet);
        if (why.isEmpty()) {
            miss(bet);
        } else if (!bet.told.equals(why)) {
            bet.told = why;
            expected.add("pending" + bet.name() + " " + why);
        }
    }

    private void miss(OpenBet bet) {
        NaiveIds.Covered traded = ids.traded();
        boolean isTraded = traded != null
                && (bet.isHalfOpen()
                        ? traded.time() >= bet.command.toEpochNs()
                        : traded.time() > bet.command.toEpochNs());
        decide(
                bet,
                BetOutcome.MISS,
                isTraded
                        ? " by 5 t" + traded.lastId() + " at " + OutputText.time(traded.time())
                        : " by " + ids.silentSource() + " t" + ids.silentId() + " at "
                                + OutputText.time(ids.silentEpochNs()));
    }

    private void decide(OpenBet bet, BetOutcome outcome, String how) {
        bet.outcome = outcome;
        counts.merge(outcome, 1, Integer::sum);
        String separator = outcome == BetOutcome.VOID ? " " : "";
        expected.add(outcome.name().toLowerCase(Locale.ROOT) + bet.name() + separator + how);
    }

    /** Every missing id that may have been a trade of the window, and every trade that proves nothing; empty when there is none. */
    private String whyNot(OpenBet bet) {
        if (ids.sinceEpochNs() == ABSENT || bet.command.fromEpochNs() <= ids.sinceEpochNs()) {
            return "VENUE_RESET";
        }
        for (NaiveIds.Run run : ids.missing()) {
            boolean isBefore = run.after() != ABSENT && run.after() < bet.command.fromEpochNs();
            boolean isBehind = run.before() != ABSENT
                    && (bet.isHalfOpen()
                            ? run.before() >= bet.command.toEpochNs()
                            : run.before() > bet.command.toEpochNs());
            if (!isBefore && !isBehind) {
                return run.isLost() ? "GAP" : "SUSPECTED_GAP";
            }
        }
        boolean isDoubtful = ids.taken().stream()
                .filter(trade -> bet.isWithin(trade.time()))
                .anyMatch(trade -> trade.isRounded() || (trade.isAggregate() && bet.rule.touchNotionalMinE8() > 0));
        return isDoubtful ? "DOUBTFUL_TRADE" : "";
    }

    /** Bets that have not ended. */
    long open() {
        return bets.stream().filter(bet -> bet.outcome == null).count();
    }
}
