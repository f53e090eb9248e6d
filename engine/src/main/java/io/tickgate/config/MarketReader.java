package io.tickgate.config;

import static io.tickgate.config.MarketProperties.inDefaults;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code markets}, completed by {@code market-defaults}. */
final class MarketReader {
    /** Each market costs its own timers, gate and board record; a grid front end has one for each instrument and rule. */
    static final int MARKETS_MAX = 1_000;

    private static final List<Property<?>> PROPERTIES = Stream.concat(
                    MarketProperties.OWN.stream(), MarketProperties.DEFAULTED.stream())
            .toList();
    private static final List<String> NAMES =
            PROPERTIES.stream().map(Property::name).toList();

    private final PropertyReader whole;
    private final List<InstrumentConfig> instruments;
    private final List<String> problems;
    private final Set<String> marketNames = new HashSet<>();

    MarketReader(PropertyReader whole, List<InstrumentConfig> instruments, List<String> problems) {
        this.whole = whole;
        this.instruments = instruments;
        this.problems = problems;
    }

    /** Reads all sound elements; the others are among the problems. */
    List<MarketConfig> read(List<Config> elements) {
        List<MarketConfig> result = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Element element = new Element(new PropertyReader(elements.get(i), "markets[" + i + "].", problems));
            if (element.isSound()) {
                result.add(element.market());
            }
        }
        return result;
    }

    /** One element while it is read. */
    private final class Element {
        private final PropertyReader own;

        private Element(PropertyReader own) {
            this.own = own;
        }

        private boolean isSound() {
            int before = problems.size();
            own.checkNames(NAMES);
            MarketProperties.OWN.forEach(own::checkRequired);
            MarketProperties.DEFAULTED.forEach(own::check);
            checkName();
            checkInstrument();
            checkOrder(MarketProperties.WINDOW_MIN, MarketProperties.WINDOW_MAX);
            checkOrder(MarketProperties.BAND_MIN, MarketProperties.BAND_MAX);
            checkOrder(MarketProperties.STAKE_MIN, MarketProperties.STAKE_MAX);
            checkOrder(MarketProperties.STAKE_MAX, MarketProperties.EXPOSURE_MAX);
            checkOrder(MarketProperties.GRACE, MarketProperties.DEADLINE);
            checkAhead();
            checkDeadline();
            return problems.size() == before
                    && MarketProperties.DEFAULTED.stream().allMatch(property -> find(property) != null);
        }

        private void checkName() {
            String name = own.find(MarketProperties.NAME);
            if (name != null && !marketNames.add(name)) {
                own.add(MarketProperties.NAME, "another market has this name");
            }
        }

        private void checkInstrument() {
            String symbol = own.find(MarketProperties.INSTRUMENT);
            if (symbol == null) {
                return;
            }
            Optional<InstrumentConfig> instrument = instruments.stream()
                    .filter(candidate -> candidate.symbol().equals(symbol))
                    .findFirst();
            if (instrument.isEmpty()) {
                own.add(MarketProperties.INSTRUMENT, "is not in instruments; a file that sets one list sets both");
                return;
            }
            Venue venue = find(MarketProperties.VENUE);
            if (venue != null && instrument.get().symbolAt(venue).isEmpty()) {
                own.add(
                        MarketProperties.INSTRUMENT,
                        "has no symbol at " + venue.label() + ", the venue that settles this market");
            }
        }

        private void checkOrder(Property<Long> less, Property<Long> more) {
            check(less, more, (low, high) -> low <= high, "must be at least ");
        }

        private void checkAhead() {
            check(
                    MarketProperties.WINDOW_MIN,
                    MarketProperties.AHEAD_MAX,
                    (windowMin, aheadMax) ->
                            windowMin + Objects.requireNonNullElse(find(MarketProperties.LEAD), 0L) <= aheadMax,
                    "must leave room for lead and ");
        }

        /** A bet that back-fill may still decide must not be void yet. */
        private void checkDeadline() {
            Long retryFor = whole.find(Catalogue.BACKFILL_RETRY_FOR);
            Long deadline = find(MarketProperties.DEADLINE);
            boolean isFetched = Boolean.TRUE.equals(whole.find(Catalogue.BACKFILL_ENABLED));
            if (isFetched && retryFor != null && deadline != null && deadline < retryFor) {
                String line = own.has(MarketProperties.DEADLINE)
                        ? own.subject(MarketProperties.DEADLINE)
                        : whole.subject(inDefaults(MarketProperties.DEADLINE));
                problems.add(line + ": must be at least " + whole.subject(Catalogue.BACKFILL_RETRY_FOR));
            }
        }

        private void check(
                Property<Long> less, Property<Long> more, BiFunction<Long, Long, Boolean> rule, String demand) {
            Long low = find(less);
            Long high = find(more);
            if (low != null && high != null && !rule.apply(low, high)) {
                // Named at the one that this element sets itself, if it does.
                String line = (own.has(more) ? own.subject(more) : whole.subject(inDefaults(more)));
                String other = own.has(less) ? own.subject(less) : whole.subject(inDefaults(less));
                problems.add(line + ": " + demand + other);
            }
        }

        private MarketConfig market() {
            return new MarketConfig(
                    own.get(MarketProperties.NAME),
                    own.get(MarketProperties.INSTRUMENT),
                    get(MarketProperties.VENUE),
                    get(MarketProperties.TOUCH),
                    get(MarketProperties.BOUNDS),
                    get(MarketProperties.LEAD),
                    get(MarketProperties.WINDOW_MIN),
                    get(MarketProperties.WINDOW_MAX),
                    get(MarketProperties.AHEAD_MAX),
                    own.get(MarketProperties.BAND_MIN),
                    own.get(MarketProperties.BAND_MAX),
                    get(MarketProperties.STAKE_MIN),
                    get(MarketProperties.STAKE_MAX),
                    get(MarketProperties.EXPOSURE_MAX),
                    get(MarketProperties.OPEN_BETS_MAX),
                    get(MarketProperties.TOUCH_NOTIONAL_MIN),
                    get(MarketProperties.GRACE),
                    get(MarketProperties.DEADLINE),
                    get(MarketProperties.QUOTE_MAX_AGE),
                    get(MarketProperties.QUOTE_MAX_MOVE));
        }

        private <T> T get(Property<T> property) {
            return own.has(property) ? own.get(property) : whole.get(inDefaults(property));
        }

        private <T> @Nullable T find(Property<T> property) {
            return own.has(property) ? own.find(property) : whole.find(inDefaults(property));
        }
    }
}
