package io.tickgate.gateway.encode;

import static io.tickgate.gateway.encode.JsonBuffer.nameBytes;

import io.tickgate.publish.Directory;
import io.tickgate.publish.GateView;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.tickgate.record.GateReason;
import io.tickgate.record.HealthState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Health and gates of everything at one moment, read once and then told to many clients. Immutable. Made on the thread that tells it;
 * it may allocate, as it is made once per change and thread and not per client.
 */
public final class StatusSnapshot {
    /** Unhealthy instruments that a client is told of without having subscribed to them. */
    public static final int OTHERS_MAX = 100;
    /** Instruments told of because the client subscribes to them; with the others this bounds the message to some 20 KB. */
    public static final int SUBSCRIBED_MAX = 100;

    private static final long MS_NS = 1_000_000L;
    private static final byte[] PRICE_HEALTH = nameBytes("price_health");
    private static final byte[] RECOVERING = nameBytes("recovering");
    private static final byte[] SECONDS_LEFT = nameBytes("recovering_seconds_left");
    private static final byte[] GATE = nameBytes("gate");
    private static final byte[] REASON = nameBytes("reason");
    private static final byte[] TIMESTAMP = nameBytes("timestamp");
    private static final byte[] INSTRUMENTS = nameBytes("instruments");
    private static final byte[] OPEN = JsonBuffer.stringBytes("open");
    private static final byte[] CLOSED = JsonBuffer.stringBytes("closed");

    /** One instrument's state; the gate is null when nothing can be bet on it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(
            int instrumentId,
            byte[] symbol,
            HealthState health,
            long recoveryEndsEpochNs,
            @Nullable GateReason gate) {}

    private final List<Row> rows = new ArrayList<>();
    private final long nowEpochNs;
    private final boolean isEngineStalled;
    private final HealthState health;
    private final GateReason gate;
    private final long recoveryEndsEpochNs;

    /**
     * Reads the state now.
     *
     * @param published to read.
     * @param nowEpochNs engine time.
     * @param nowNs monotonic time.
     */
    public StatusSnapshot(Published published, long nowEpochNs, long nowNs) {
        this.nowEpochNs = nowEpochNs;
        isEngineStalled = published.isEngineStalled(nowNs);
        Directory directory = published.directory();
        HealthState worst = HealthState.HEALTHY;
        GateReason worstGate = GateReason.OPEN;
        long lastRecovery = 0;
        boolean hasMarket = false;
        for (InstrumentView instrument : directory.instruments()) {
            Row row = row(published, instrument);
            rows.add(row);
            if (row.gate != null) {
                hasMarket = true;
                worst = HealthText.worse(worst, row.health);
                worstGate = worse(worstGate, row.gate);
                lastRecovery = Math.max(lastRecovery, row.recoveryEndsEpochNs);
            }
        }
        health = hasMarket ? worst : HealthState.CRITICAL;
        gate = hasMarket ? worstGate : (isEngineStalled ? GateReason.DEAD_MAN : GateReason.PRICE_FEED_STALE);
        recoveryEndsEpochNs = lastRecovery;
    }

    private Row row(Published published, InstrumentView instrument) {
        PriceView price = new PriceView();
        boolean isKnown = published.prices().read(instrument.id(), price);
        HealthState state = HealthText.effective(isKnown ? price.health() : HealthState.CRITICAL, isEngineStalled);
        GateReason worst = instrument.marketIds().isEmpty() ? null : GateReason.OPEN;
        GateView view = new GateView();
        for (int marketId : instrument.marketIds()) {
            GateReason reason = isEngineStalled
                    ? GateReason.DEAD_MAN
                    : published.gates().read(marketId, view) ? view.reason() : GateReason.PRICE_FEED_STALE;
            worst = worst == null ? reason : worse(worst, reason);
        }
        long recoveryEnds = isKnown && state == HealthState.RECOVERING ? price.recoveryEndsEpochNs() : 0;
        return new Row(instrument.id(), JsonBuffer.stringBytes(instrument.symbol()), state, recoveryEnds, worst);
    }

    /** The reason that is shown when both hold: their codes stand worst first. */
    private static GateReason worse(GateReason left, GateReason right) {
        if (left == GateReason.OPEN) {
            return right;
        }
        return right == GateReason.OPEN || left.code() <= right.code() ? left : right;
    }

    /** Worst health over the instruments that have a market; critical when none has. */
    public HealthState health() {
        return health;
    }

    public boolean isEngineStalled() {
        return isEngineStalled;
    }

    /**
     * Writes the members into an object that is open: the whole, then at most {@value #SUBSCRIBED_MAX} instruments that the client
     * subscribes to and at most {@value #OTHERS_MAX} other unhealthy ones.
     *
     * @param json to write to.
     * @param isSubscribed by instrument id.
     */
    public void members(JsonBuffer json, IntPredicate isSubscribed) {
        summary(json);
        json.name(INSTRUMENTS).openObject();
        int subscribed = 0;
        int others = 0;
        for (int i = 0, size = rows.size(); i < size; i++) {
            Row row = rows.get(i);
            boolean isTold = isSubscribed.test(row.instrumentId) && subscribed++ < SUBSCRIBED_MAX;
            if (isTold || (row.health != HealthState.HEALTHY && others++ < OTHERS_MAX)) {
                write(json, row);
            }
        }
        json.closeObject();
    }

    /** Writes the members without the instruments. */
    public void summary(JsonBuffer json) {
        json.name(PRICE_HEALTH).value(HealthText.json(health));
        json.name(RECOVERING).bool(health == HealthState.RECOVERING);
        if (health == HealthState.RECOVERING) {
            json.name(SECONDS_LEFT).number(HealthText.secondsLeft(recoveryEndsEpochNs, nowEpochNs));
        }
        writeGate(json, gate);
        json.name(TIMESTAMP).number(nowEpochNs / MS_NS);
    }

    private void write(JsonBuffer json, Row row) {
        json.nameOf(row.symbol).openObject();
        json.name(PRICE_HEALTH).value(HealthText.json(row.health));
        if (row.health == HealthState.RECOVERING) {
            json.name(RECOVERING).bool(true);
            json.name(SECONDS_LEFT).number(HealthText.secondsLeft(row.recoveryEndsEpochNs, nowEpochNs));
        }
        if (row.gate != null) {
            writeGate(json, row.gate);
        }
        json.closeObject();
    }

    private static void writeGate(JsonBuffer json, GateReason reason) {
        json.name(GATE).value(reason == GateReason.OPEN ? OPEN : CLOSED);
        if (reason != GateReason.OPEN) {
            json.name(REASON).string(reason.name());
        }
    }
}
