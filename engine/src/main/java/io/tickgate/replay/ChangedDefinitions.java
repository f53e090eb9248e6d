package io.tickgate.replay;

import io.tickgate.config.ConfigurationException;
import io.tickgate.config.RuleChange;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Definition records with other values, on their way from the journal into a market. Every version of a market's rule is changed. What
 * is not changed passes as it is. Owned by one thread.
 */
final class ChangedDefinitions {
    private interface Setter {
        void set(MarketFlyweight market, long value);
    }

    private record Field(ToLongFunction<MarketFlyweight> getter, Setter setter) {}

    private static final Map<String, Field> FIELDS = new HashMap<>();

    static {
        put("touch", MarketFlyweight::touchKind, (market, value) -> market.touchKind((int) value));
        put("bounds", MarketFlyweight::bounds, (market, value) -> market.bounds((int) value));
        put("lead", MarketFlyweight::leadNs, MarketFlyweight::leadNs);
        put("window-min", MarketFlyweight::windowMinNs, MarketFlyweight::windowMinNs);
        put("window-max", MarketFlyweight::windowMaxNs, MarketFlyweight::windowMaxNs);
        put("ahead-max", MarketFlyweight::aheadMaxNs, MarketFlyweight::aheadMaxNs);
        put("band-min", MarketFlyweight::bandMinE8, MarketFlyweight::bandMinE8);
        put("band-max", MarketFlyweight::bandMaxE8, MarketFlyweight::bandMaxE8);
        put("stake-min", MarketFlyweight::stakeMinMinor, MarketFlyweight::stakeMinMinor);
        put("stake-max", MarketFlyweight::stakeMaxMinor, MarketFlyweight::stakeMaxMinor);
        put("exposure-max", MarketFlyweight::exposureMaxMinor, MarketFlyweight::exposureMaxMinor);
        put("open-bets-max", MarketFlyweight::openBetsMax, MarketFlyweight::openBetsMax);
        put("touch-notional-min", MarketFlyweight::touchNotionalMinE8, MarketFlyweight::touchNotionalMinE8);
        put("grace", MarketFlyweight::graceNs, MarketFlyweight::graceNs);
        put("deadline", MarketFlyweight::deadlineNs, MarketFlyweight::deadlineNs);
        put("quote-max-age", MarketFlyweight::quoteAgeMaxNs, MarketFlyweight::quoteAgeMaxNs);
        put("quote-max-move", MarketFlyweight::quoteMoveMaxE8, MarketFlyweight::quoteMoveMaxE8);
    }

    private static void put(String name, ToLongFunction<MarketFlyweight> getter, Setter setter) {
        FIELDS.put(name, new Field(getter, setter));
    }

    private final List<RuleChange> changes;
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX));
    private final MarketFlyweight market = new MarketFlyweight();
    private final HealthThresholdsFlyweight health = new HealthThresholdsFlyweight();
    private final RecordFlyweight header = new RecordFlyweight();
    private final SortedSet<String> marketNames = new TreeSet<>();
    private final Map<RuleChange, SortedSet<String>> replaced = new LinkedHashMap<>();

    ChangedDefinitions(List<RuleChange> changes) {
        this.changes = changes;
        changes.forEach(change -> replaced.put(change, new TreeSet<>()));
    }

    /**
     * Changes a record if it is one of those definitions.
     *
     * @param record of the journal; not written to.
     * @param length in bytes.
     * @return the record, or a changed copy of the same length that is valid until the next call; its checksum is not set.
     * @throws ConfigurationException when the definition would contradict itself.
     */
    UnsafeBuffer apply(UnsafeBuffer record, int length) {
        header.wrap(record, 0, length);
        int kindCode = header.kindCode();
        if (kindCode == RecordKind.HEALTH_DEFINED.code()) {
            return changeHealth(record, length);
        }
        if (kindCode == RecordKind.MARKET_DEFINED.code()) {
            return changeMarket(record, length);
        }
        return record;
    }

    private UnsafeBuffer changeHealth(UnsafeBuffer record, int length) {
        health.wrap(record, 0, length);
        long degradedNs = changed("degraded", health.degradedNs());
        long criticalNs = changed("critical", health.criticalNs());
        long recoveryNs = changed("recovery", health.recoveryNs());
        long skewPastNs = changed("skew-past", health.skewPastNs());
        long skewFutureNs = changed("skew-future", health.skewFutureNs());
        if (degradedNs > criticalNs && degradedNs == health.degradedNs()) {
            degradedNs = follow("degraded", criticalNs, degradedNs);
        } else if (degradedNs > criticalNs && criticalNs == health.criticalNs()) {
            criticalNs = follow("critical", degradedNs, criticalNs);
        } else if (degradedNs > criticalNs) {
            throw contradiction("health.degraded would be above health.critical");
        }
        scratch.putBytes(0, record, 0, length);
        new HealthThresholdsFlyweight()
                .wrap(scratch)
                .set(header.engineTimeEpochNs(), degradedNs, criticalNs, recoveryNs, skewPastNs, skewFutureNs)
                .flags(header.flags())
                .epoch(header.epoch())
                .sequence(header.sequence());
        return scratch;
    }

    private long changed(String field, long value) {
        for (RuleChange change : changes) {
            if (change.market().isEmpty() && change.field().equals(field)) {
                note(change, value);
                return change.value();
            }
        }
        return value;
    }

    /** Of the two thresholds the one that was not named gives way to the other, and is told of as changed, too. */
    private long follow(String field, long valueNs, long wasNs) {
        RuleChange implied = RuleChange.ofHealth(field, valueNs);
        replaced.computeIfAbsent(implied, change -> new TreeSet<>()).add(implied.textOf(wasNs));
        return valueNs;
    }

    private UnsafeBuffer changeMarket(UnsafeBuffer record, int length) {
        scratch.putBytes(0, record, 0, length);
        market.wrap(scratch, 0, length);
        String name = market.name();
        marketNames.add(name);
        for (RuleChange change : changes) {
            Field field = FIELDS.get(change.field());
            if (change.market().equals(name) && field != null) {
                note(change, field.getter().applyAsLong(market));
                field.setter().set(market, change.value());
            }
        }
        check(name);
        return scratch;
    }

    private void check(String name) {
        checkOrder(name, "window-min", "window-max");
        checkOrder(name, "band-min", "band-max");
        checkOrder(name, "stake-min", "stake-max");
        checkOrder(name, "stake-max", "exposure-max");
        checkOrder(name, "grace", "deadline");
    }

    /** Only what is changed is checked: the journal is as it is. */
    private void checkOrder(String name, String less, String more) {
        boolean isChanged = changes.stream()
                .anyMatch(change -> change.market().equals(name)
                        && (change.field().equals(less) || change.field().equals(more)));
        if (isChanged && value(less) > value(more)) {
            throw contradiction(less + " of market " + name + " would be above its " + more + "; change both");
        }
    }

    private long value(String name) {
        Field field = FIELDS.get(name);
        if (field == null) {
            throw new IllegalStateException(name + " is no field of a market");
        }
        return field.getter().applyAsLong(market);
    }

    private static ConfigurationException contradiction(String what) {
        return new ConfigurationException(List.of(what));
    }

    private void note(RuleChange change, long was) {
        SortedSet<String> values = replaced.get(change);
        if (values != null) {
            values.add(change.textOf(was));
        }
    }

    /** What each change replaced, in the order of the changes; several values when the definition was changed while the journal was written. */
    Map<RuleChange, SortedSet<String>> replaced() {
        return replaced;
    }

    /**
     * The journal has ended: each change must have found what it changes.
     *
     * @throws ConfigurationException when a market is not in the journal.
     */
    void finish() {
        List<String> problems = new ArrayList<>();
        replaced.forEach((change, values) -> {
            if (values.isEmpty()) {
                problems.add(change.property() + ": the journal has no such "
                        + (change.market().isEmpty()
                                ? "definition"
                                : "market; there are " + String.join(", ", marketNames)));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
