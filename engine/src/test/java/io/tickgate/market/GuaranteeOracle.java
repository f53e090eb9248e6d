package io.tickgate.market;

import static io.tickgate.market.MarketHarness.S;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetAcceptedFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.BetRefusedFlyweight;
import io.tickgate.record.BetRepeatedFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Judges a market from outside: it keeps every record, and of health nothing but the times at which refreshing ticks were received. What
 * it demands is what must be true of an accepted bet, stated from the records alone and without the market's deadlines or states.
 */
final class GuaranteeOracle {
    /** A refreshing tick: received then, seen at that market time. */
    private record Refresh(long receivedEpochNs, long seenEpochNs) {}

    private final List<Refresh> refreshes = new ArrayList<>();
    private final Map<Long, byte[]> tradesBySequence = new HashMap<>();
    private final Map<String, String> contentByKey = new HashMap<>();
    private final Map<String, Long> firstBetByKey = new HashMap<>();
    private final Set<Long> seenIds = new HashSet<>();
    private final Set<Long> connections = new HashSet<>();
    private final Map<Long, Long> expected = new HashMap<>();
    private final Set<BetRefusal> refusals = EnumSet.noneOf(BetRefusal.class);
    private long newestUpdateId = Long.MIN_VALUE;
    private long marketTimeEpochNs;
    private long newestTradeTimeEpochNs;
    private boolean isDatedFresh;
    private boolean isHeadKnown;
    private int conditions;
    private long headId = Long.MIN_VALUE;
    private long newestId = Long.MIN_VALUE;
    private long liveId = Long.MIN_VALUE;
    private long quarantinedId = Long.MIN_VALUE;
    private int quarantinedBy;
    private long accepted;
    private long repeated;
    private int recordsFollowed;
    private int outputsFollowed;

    /** Judges what was fed and put out since the last call. */
    void follow(MarketHarness harness) {
        List<byte[]> records = harness.records();
        for (; recordsFollowed < records.size(); recordsFollowed++) {
            take(records.get(recordsFollowed), harness);
        }
    }

    private void take(byte[] bytes, MarketHarness harness) {
        UnsafeBuffer record = new UnsafeBuffer(bytes);
        RecordFlyweight header = new RecordFlyweight().wrap(record, 0, bytes.length);
        marketTimeEpochNs = Math.max(marketTimeEpochNs, header.engineTimeEpochNs());
        judgeExpected();
        switch (RecordKind.of(header.kindCode())) {
            case BACK_FILLED_TRADE -> onBackFilled(new BackFilledTradeFlyweight().wrap(record, 0, bytes.length));
            case NO_TRADE ->
                onNoTrade(new NoTradeFlyweight().wrap(record, 0, bytes.length).tradeId());
            case WATERMARK -> onWatermark(new WatermarkFlyweight().wrap(record, 0, bytes.length));
            case TRADE -> onTrade(new TradeFlyweight().wrap(record, 0, bytes.length), bytes);
            case QUOTE -> onQuote(new QuoteFlyweight().wrap(record, 0, bytes.length));
            case FEED_EVENT -> onFeedEvent(new FeedEventFlyweight().wrap(record, 0, bytes.length));
            case ENGINE_STARTED -> onStart();
            case CONDITION_CHANGED -> {
                ConditionFlyweight changed = new ConditionFlyweight().wrap(record, 0, bytes.length);
                int bit = 1 << changed.reasonCode();
                conditions = changed.isActive() ? conditions | bit : conditions & ~bit;
            }
            case BET_COMMAND -> onBet(new BetFlyweight().wrap(record, 0, bytes.length), harness);
            default -> {}
        }
    }

    private void onTrade(TradeFlyweight trade, byte[] bytes) {
        if (!isNewHead(trade.tradeId(), trade.tradeTimeEpochNs() > newestTradeTimeEpochNs)) {
            if (trade.tradeId() > firstId() && trade.tradeId() < headId && seenIds.add(trade.tradeId())) {
                newestTradeTimeEpochNs = Math.max(newestTradeTimeEpochNs, trade.tradeTimeEpochNs());
            }
            return;
        }
        newestTradeTimeEpochNs = Math.max(newestTradeTimeEpochNs, trade.tradeTimeEpochNs());
        isHeadKnown |= !connections.isEmpty();
        boolean isFresh = isFresh(trade.flags(), trade.eventTimeEpochNs(), trade.engineTimeEpochNs());
        isDatedFresh = isFresh;
        if (isFresh) {
            tradesBySequence.put(trade.sequence(), bytes);
            refreshes.add(new Refresh(trade.engineTimeEpochNs(), marketTimeEpochNs));
        }
    }

    /** Whether a trade moves the head on, by the rule as the design states it, without intervals. */
    private boolean isNewHead(long id, boolean isNewest) {
        if (id < 0 || id == Long.MAX_VALUE) {
            return false;
        }
        boolean isFirst = headId == Long.MIN_VALUE;
        boolean isFarAhead = !isFirst && id - newestId > 1_000_000;
        boolean isFarBack = !isFirst && id < firstId() && headId - id > 1_000_000;
        boolean isTaken = id <= liveId && (seenIds.contains(id) || id < firstId());
        boolean isBackwards = !isFirst && (isFarBack || (isTaken && isNewest));
        if ((isFarAhead || isBackwards) && !confirms(id, quarantinedBy == 0)) {
            quarantine(id, 0);
            return false;
        }
        if (!isFirst && id <= headId && !isBackwards) {
            return false;
        }
        if (isBackwards) {
            countAnew();
        }
        quarantinedId = Long.MIN_VALUE;
        liveId = id;
        return moveHead(id);
    }

    private boolean confirms(long id, boolean mustCountOn) {
        return quarantinedId != Long.MIN_VALUE
                && Math.abs(id - quarantinedId) <= 1_000_000
                && (!mustCountOn || id > quarantinedId);
    }

    private void quarantine(long id, int by) {
        quarantinedId = id;
        quarantinedBy = by;
    }

    private boolean moveHead(long id) {
        headId = Math.max(headId, id);
        newestId = Math.max(newestId, headId);
        return seenIds.add(id);
    }

    private void countAnew() {
        seenIds.clear();
        expected.clear();
        headId = Long.MIN_VALUE;
        newestId = Long.MIN_VALUE;
        liveId = Long.MIN_VALUE;
        isHeadKnown = false;
    }

    private void onBackFilled(BackFilledTradeFlyweight trade) {
        if (headId == Long.MIN_VALUE || trade.firstTradeId() > newestId + 1) {
            return;
        }
        boolean isNew = false;
        long first = firstId();
        for (long id = trade.firstTradeId(); id <= trade.lastTradeId(); id++) {
            isNew |= id > first && moveHead(id);
        }
        if (isNew) {
            newestTradeTimeEpochNs = Math.max(newestTradeTimeEpochNs, trade.tradeTimeEpochNs());
        }
    }

    private void onNoTrade(long id) {
        if (headId != Long.MIN_VALUE && id > firstId() && id - newestId <= 1_000_000) {
            moveHead(id);
        }
    }

    /** Trades that the venue tells of and that are not there after 2 s are being missed. */
    private void onWatermark(WatermarkFlyweight watermark) {
        long id = watermark.newestTradeId();
        boolean isFar = id > newestId ? id - newestId > 1_000_000 : headId - id > 1_000_000;
        if (id < 0 || headId == Long.MIN_VALUE || (!isFar && id <= newestId)) {
            return;
        }
        boolean isSame = quarantinedBy == watermark.source() && id == quarantinedId;
        if (isFar && (id < quarantinedId || isSame || !confirms(id, false))) {
            quarantine(id, watermark.source());
            return;
        }
        if (id > newestId) {
            newestId = id;
            expected.put(id, marketTimeEpochNs + 2 * S);
        } else {
            countAnew();
        }
        quarantinedId = Long.MIN_VALUE;
    }

    private void judgeExpected() {
        expected.forEach((id, deadline) -> isHeadKnown &= deadline > marketTimeEpochNs || id <= headId);
        expected.values().removeIf(deadline -> deadline <= marketTimeEpochNs);
    }

    private long firstId() {
        return seenIds.stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
    }

    private void onQuote(QuoteFlyweight quote) {
        if (quote.updateId() <= newestUpdateId) {
            return;
        }
        newestUpdateId = quote.updateId();
        boolean isOnTime = (quote.flags() & RecordFlags.DELAYED) == 0;
        if (quote.eventTimeEpochNs() != RecordFlyweight.ABSENT) {
            isDatedFresh = isFresh(quote.flags(), quote.eventTimeEpochNs(), quote.engineTimeEpochNs());
        }
        if (isDatedFresh && isOnTime) {
            refreshes.add(new Refresh(quote.engineTimeEpochNs(), marketTimeEpochNs));
        }
    }

    private static boolean isFresh(int flags, long eventEpochNs, long receivedEpochNs) {
        boolean isOnTime = (flags & RecordFlags.DELAYED) == 0;
        return isOnTime && Math.abs(eventEpochNs - receivedEpochNs) <= 5 * S;
    }

    private void onFeedEvent(FeedEventFlyweight event) {
        boolean isOfAll = event.streamId() == FeedEventFlyweight.ALL_STREAMS;
        if (event.streamId() != MarketHarness.STREAM && !isOfAll) {
            return;
        }
        switch (event.event()) {
            case FeedEventFlyweight.DELIVERING -> {
                if (!isOfAll) {
                    connections.add(event.connectionId());
                }
            }
            case FeedEventFlyweight.LOST, FeedEventFlyweight.STALLED, FeedEventFlyweight.UNSUBSCRIBED -> {
                connections.remove(event.connectionId());
                if (connections.isEmpty()) {
                    onBlind();
                }
            }
            default -> {}
        }
    }

    private void onBlind() {
        isHeadKnown = false;
        isDatedFresh = false;
        newestUpdateId = Long.MIN_VALUE;
    }

    private void onStart() {
        refreshes.clear();
        conditions = 0;
        connections.clear();
        onBlind();
    }

    private void onBet(BetFlyweight bet, MarketHarness harness) {
        byte[] answer = answerTo(bet, harness);
        UnsafeBuffer buffer = new UnsafeBuffer(answer);
        String key = new String(bet.key(), StandardCharsets.US_ASCII);
        String content = bet.minE8() + " " + bet.maxE8() + " " + bet.fromEpochNs() + " " + bet.toEpochNs() + " "
                + bet.stakeMinor() + " " + bet.quoteSequence();
        switch (RecordKind.of(
                new RecordFlyweight().wrap(buffer, 0, answer.length).kindCode())) {
            case BET_ACCEPTED -> {
                judgeAccepted(bet, new BetAcceptedFlyweight().wrap(buffer, 0, answer.length));
                demand(contentByKey.put(key, content) == null, "G7: a key was bound twice", bet);
                firstBetByKey.put(key, bet.betIdLow());
            }
            case BET_REPEATED -> {
                long first = new BetRepeatedFlyweight()
                        .wrap(buffer, 0, answer.length)
                        .firstBetIdLow();
                demand(content.equals(contentByKey.get(key)), "G7: repeated with other content", bet);
                demand(first == firstBetByKey.get(key), "G7: repeated is another bet", bet);
            }
            default -> {
                BetRefusal refusal = BetRefusal.of(
                        new BetRefusedFlyweight().wrap(buffer, 0, answer.length).refusalCode());
                boolean isBoundElsewise = contentByKey.containsKey(key);
                demand(
                        isBoundElsewise == (refusal == BetRefusal.IDEMPOTENCY_KEY_REUSED),
                        "G7: refused with " + refusal + ", key bound: " + isBoundElsewise,
                        bet);
            }
        }
    }

    private byte[] answerTo(BetFlyweight bet, MarketHarness harness) {
        List<byte[]> answers = new ArrayList<>();
        List<byte[]> outputs = harness.outputs();
        for (; outputsFollowed < outputs.size(); outputsFollowed++) {
            byte[] output = outputs.get(outputsFollowed);
            RecordFlyweight header = new RecordFlyweight().wrap(new UnsafeBuffer(output), 0, output.length);
            int kind = header.kindCode();
            if (header.sequence() == bet.sequence()
                    && kind >= RecordKind.BET_ACCEPTED.code()
                    && kind <= RecordKind.BET_REPEATED.code()) {
                answers.add(output);
            }
        }
        demand(answers.size() == 1, "one command, " + answers.size() + " answers", bet);
        return answers.get(0);
    }

    private void judgeAccepted(BetFlyweight bet, BetAcceptedFlyweight decision) {
        demand(conditions == 0, "condition " + conditions + " holds", bet);
        demand(isHeadKnown, "coverage is open", bet);
        demand(ageAt(marketTimeEpochNs) <= 10 * S, "G1: no refreshing tick within 10 s", bet);
        demand(wasHealthyLongEnough(), "G2: not 30 s of health since critical", bet);
        byte[] reference = tradesBySequence.get(decision.referenceSequence());
        demand(reference != null, "G6: the reference is no refreshing trade", bet);
        demand(decision.referenceSequence() < bet.sequence(), "G6: the reference is not earlier", bet);
        demand(
                tradesBySequence.keySet().stream().allMatch(sequence -> sequence <= decision.referenceSequence()),
                "G6: the reference is not the newest",
                bet);
        long price = new TradeFlyweight()
                .wrap(new UnsafeBuffer(reference), 0, reference.length)
                .priceE8();
        demand(price == decision.referencePriceE8(), "G6: the reference has another price", bet);
        demand(price < bet.minE8() || price > bet.maxE8(), "the band contains the reference", bet);
        long known = Math.max(marketTimeEpochNs, newestTradeTimeEpochNs);
        demand(bet.fromEpochNs() >= known + S, "G6: something known lies in the window or its lead", bet);
        demand(bet.engineTimeEpochNs() >= marketTimeEpochNs - 2 * S, "expired", bet);
    }

    private long ageAt(long epochNs) {
        return refreshes.stream()
                .filter(refresh -> refresh.seenEpochNs() <= epochNs)
                .mapToLong(refresh -> epochNs - refresh.receivedEpochNs())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Walks over the refreshing ticks since the last start: every silence of more than 10 s (3 s while recovering) needs 30 s anew. The
     * greatest age between two refreshes is the one just before the later of them was seen.
     */
    private boolean wasHealthyLongEnough() {
        long newestReceived = Long.MIN_VALUE;
        long recoveringSince = Long.MIN_VALUE;
        boolean isHealthy = false;
        List<Refresh> upToNow = new ArrayList<>(refreshes);
        upToNow.add(new Refresh(Long.MIN_VALUE, marketTimeEpochNs));
        for (Refresh refresh : upToNow) {
            long at = refresh.seenEpochNs();
            if (newestReceived != Long.MIN_VALUE) {
                long tooOldAt = newestReceived + 3 * S + 1;
                boolean isRecovered = recoveringSince != Long.MIN_VALUE
                        && recoveringSince + 30 * S <= at
                        && recoveringSince + 30 * S < tooOldAt;
                isHealthy |= isRecovered;
                recoveringSince = isHealthy || at >= tooOldAt ? Long.MIN_VALUE : recoveringSince;
                isHealthy &= at - newestReceived <= 10 * S;
            }
            newestReceived = Math.max(newestReceived, refresh.receivedEpochNs());
            boolean isFresh = refresh.receivedEpochNs() != Long.MIN_VALUE && at - newestReceived <= 3 * S;
            recoveringSince = !isHealthy && recoveringSince == Long.MIN_VALUE && isFresh ? at : recoveringSince;
        }
        return isHealthy;
    }

    private static void demand(boolean holds, String what, BetFlyweight bet) {
        if (!holds) {
            throw new AssertionError(what + " (bet b" + bet.betIdLow() + " at sequence " + bet.sequence() + ")");
        }
    }

    /** Counts the answers of a finished run. */
    void count(MarketHarness harness) {
        for (byte[] output : harness.outputs()) {
            UnsafeBuffer buffer = new UnsafeBuffer(output);
            switch (RecordKind.of(
                    new RecordFlyweight().wrap(buffer, 0, output.length).kindCode())) {
                case BET_ACCEPTED -> accepted++;
                case BET_REPEATED -> repeated++;
                case BET_REFUSED ->
                    refusals.add(BetRefusal.of(new BetRefusedFlyweight()
                            .wrap(buffer, 0, output.length)
                            .refusalCode()));
                default -> {}
            }
        }
    }

    /** Answers that the runs should have had and did not. */
    List<String> neverSeen() {
        List<String> missing = new ArrayList<>();
        for (BetRefusal refusal : List.of(
                BetRefusal.GATE_CLOSED,
                BetRefusal.IDEMPOTENCY_KEY_REUSED,
                BetRefusal.COMMAND_EXPIRED,
                BetRefusal.WINDOW_TOO_SOON,
                BetRefusal.BAND_CONTAINS_PRICE,
                BetRefusal.EXPOSURE_LIMIT)) {
            if (!refusals.contains(refusal)) {
                missing.add(refusal.name());
            }
        }
        if (accepted < 100) {
            missing.add("enough accepted bets: " + accepted);
        }
        if (repeated < 1) {
            missing.add("a repeated bet");
        }
        return missing;
    }
}
