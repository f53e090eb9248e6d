package io.tickgate.simulation;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.ConditionFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Goes through what reached the journal, with the plain models beside it, and shows each record to the checkers. */
final class JournalWalk {
    /** Looks at a record. */
    interface Checker {
        /** Time has moved to the record; its content is not applied. */
        void beforeContent(JournalWalk walk);

        /** Its content is applied. */
        void afterContent(JournalWalk walk);
    }

    private final Evidence evidence;
    private final Map<Long, Evidence.RingEntry> ringBySequence = new HashMap<>();
    private final Map<Long, List<byte[]>> decisionsBySequence = new HashMap<>();

    final StreamModel stream = new StreamModel();
    final HealthModel health;
    /** What is in hand. */
    UnsafeBuffer record = new UnsafeBuffer(new byte[0]);

    byte[] bytes = {};
    RecordKind kind = RecordKind.CLOCK;
    long sequence;
    long marketTimeEpochNs;
    Evidence.@Nullable RingEntry entry;
    /** Whether the trade in hand moved the head on, filled, or was not taken. */
    StreamModel.Kind taken = StreamModel.Kind.OLD;

    boolean isTaken;
    /** Whether the venue counts anew with the record in hand. */
    boolean isAnew;

    int conditions;
    /** Newest refreshing trade. */
    byte @Nullable [] reference;

    long refreshedAtNs = StreamModel.NONE;
    private boolean isDatedFresh;
    private long newestUpdateId = Long.MIN_VALUE;
    private Evidence.@Nullable Configured configured;

    JournalWalk(Evidence evidence, Scenario scenario) {
        this.evidence = evidence;
        health = new HealthModel(scenario.thresholds);
        for (Evidence.RingEntry each : evidence.ring) {
            ringBySequence.put(each.sequence(), each);
        }
        for (byte[] decision : evidence.decisions) {
            long of = new RecordFlyweight()
                    .wrap(new UnsafeBuffer(decision), 0, decision.length)
                    .sequence();
            decisionsBySequence.computeIfAbsent(of, key -> new ArrayList<>()).add(decision);
        }
    }

    void run(List<? extends Checker> checkers) {
        for (byte[] each : evidence.journal) {
            bytes = each;
            record = new UnsafeBuffer(each);
            RecordFlyweight header = new RecordFlyweight().wrap(record, 0, each.length);
            kind = EngineLife.kindOf(each);
            sequence = header.sequence();
            entry = ringBySequence.get(sequence);
            marketTimeEpochNs = Math.max(marketTimeEpochNs, header.engineTimeEpochNs());
            health.moveTo(marketTimeEpochNs);
            stream.moveTo(marketTimeEpochNs);
            checkers.forEach(checker -> checker.beforeContent(this));
            apply(header);
            isAnew = stream.takeAnew();
            checkers.forEach(checker -> checker.afterContent(this));
        }
    }

    List<byte[]> decisions() {
        return decisionsBySequence.getOrDefault(sequence, List.of());
    }

    Evidence.Configured configured() {
        if (configured == null) {
            throw new IllegalStateException("Nothing is configured before the first start");
        }
        return configured;
    }

    boolean isConfigured() {
        return configured != null;
    }

    private void apply(RecordFlyweight header) {
        taken = StreamModel.Kind.OLD;
        isTaken = false;
        int length = bytes.length;
        switch (kind) {
            case TRADE -> onTrade(new TradeFlyweight().wrap(record, 0, length), header);
            case QUOTE -> onQuote(new QuoteFlyweight().wrap(record, 0, length), header);
            case BACK_FILLED_TRADE -> {
                BackFilledTradeFlyweight trade = new BackFilledTradeFlyweight().wrap(record, 0, length);
                isTaken = stream.onFetched(trade.firstTradeId(), trade.lastTradeId(), trade.tradeTimeEpochNs());
            }
            case NO_TRADE ->
                isTaken = stream.onNoTrade(
                        new NoTradeFlyweight().wrap(record, 0, length).tradeId(), marketTimeEpochNs);
            case WATERMARK -> {
                WatermarkFlyweight said = new WatermarkFlyweight().wrap(record, 0, length);
                isTaken = stream.onStatement(said.newestTradeId(), said.source(), marketTimeEpochNs);
            }
            case FEED_EVENT -> {
                FeedEventFlyweight event = new FeedEventFlyweight().wrap(record, 0, length);
                stream.onFeedEvent(event.event(), event.connectionId(), event.streamId());
                isDatedFresh &= !isLoss(event.event()) || stream.isDelivered();
                if (isLoss(event.event()) && !stream.isDelivered()) {
                    newestUpdateId = Long.MIN_VALUE;
                }
            }
            case CONDITION_CHANGED -> {
                ConditionFlyweight changed = new ConditionFlyweight().wrap(record, 0, length);
                int bit = 1 << changed.reasonCode();
                conditions = changed.isActive() ? conditions | bit : conditions & ~bit;
            }
            case ENGINE_STARTED -> onStart();
            default -> {}
        }
    }

    private static boolean isLoss(int event) {
        return event == FeedEventFlyweight.LOST
                || event == FeedEventFlyweight.STALLED
                || event == FeedEventFlyweight.UNSUBSCRIBED;
    }

    private void onStart() {
        conditions = 0;
        isDatedFresh = false;
        newestUpdateId = Long.MIN_VALUE;
        stream.onStart();
        health.onStart();
        if (entry != null) {
            configured = evidence.lives.get(entry.life()).configured;
        }
        if (configured != null) {
            health.thresholds(configured.thresholds());
        }
    }

    private void onTrade(TradeFlyweight trade, RecordFlyweight header) {
        taken = stream.onTrade(trade.tradeId(), trade.tradeTimeEpochNs(), marketTimeEpochNs);
        isTaken = taken != StreamModel.Kind.OLD && taken != StreamModel.Kind.DOUBTED;
        if (taken != StreamModel.Kind.NEW && taken != StreamModel.Kind.ANEW) {
            return;
        }
        isDatedFresh = isFresh(trade.eventTimeEpochNs(), header);
        if (isDatedFresh) {
            reference = bytes;
            refresh(header);
        }
    }

    private void onQuote(QuoteFlyweight quote, RecordFlyweight header) {
        if (quote.updateId() <= newestUpdateId) {
            return;
        }
        newestUpdateId = quote.updateId();
        if (quote.eventTimeEpochNs() != RecordFlyweight.ABSENT) {
            isDatedFresh = isFresh(quote.eventTimeEpochNs(), header);
        }
        if (isDatedFresh && isPrompt(header)) {
            refresh(header);
        }
    }

    private void refresh(RecordFlyweight header) {
        health.onRefresh(header.engineTimeEpochNs());
        refreshedAtNs = entry == null ? refreshedAtNs : entry.atNs();
    }

    /** What truly waited is late, whatever its flag says. */
    private boolean isPrompt(RecordFlyweight header) {
        return (header.flags() & RecordFlags.DELAYED) == 0 && (entry == null || !entry.isStale());
    }

    private boolean isFresh(long eventEpochNs, RecordFlyweight header) {
        long skewNs = configured == null ? 0 : configured.thresholds().skewNs();
        return isPrompt(header) && Math.abs(eventEpochNs - header.engineTimeEpochNs()) <= skewNs;
    }

    BetFlyweight bet() {
        return new BetFlyweight().wrap(record, 0, bytes.length);
    }
}
