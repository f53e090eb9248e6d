package io.tickgate.config;

import java.util.List;

/** What an element of {@code markets} may hold. */
final class MarketProperties {
    /** Far below the largest long, so that sums of stakes cannot overflow. */
    private static final long MONEY_MAX_MINOR = 1_000_000_000_000_000L;

    private static final String PRICE_MAX = "1000000000";

    static final Property<String> NAME =
            new Property<>("name", PropertyTypes.pattern("1 to 64 of a-z, 0-9 and -", "[a-z0-9-]{1,64}"));
    static final Property<String> INSTRUMENT = new Property<>("instrument", PropertyTypes.text(1, 64));
    static final Property<Long> BAND_MIN = new Property<>("band-min", PropertyTypes.decimal("0.00000001", PRICE_MAX));
    static final Property<Long> BAND_MAX = new Property<>("band-max", PropertyTypes.decimal("0.00000001", PRICE_MAX));

    static final Property<Venue> VENUE = new Property<>("venue", PropertyTypes.settlingVenue());
    static final Property<MarketTouch> TOUCH = new Property<>("touch", PropertyTypes.choice(MarketTouch.class));
    static final Property<MarketBounds> BOUNDS = new Property<>("bounds", PropertyTypes.choice(MarketBounds.class));
    static final Property<Long> LEAD = new Property<>("lead", PropertyTypes.duration("250ms", "1h"));
    static final Property<Long> WINDOW_MIN = new Property<>("window-min", PropertyTypes.duration("1ms", "24h"));
    static final Property<Long> WINDOW_MAX = new Property<>("window-max", PropertyTypes.duration("1ms", "24h"));
    static final Property<Long> AHEAD_MAX = new Property<>("ahead-max", PropertyTypes.duration("1s", "48h"));
    static final Property<Long> STAKE_MIN = new Property<>("stake-min", PropertyTypes.number(1, MONEY_MAX_MINOR));
    static final Property<Long> STAKE_MAX = new Property<>("stake-max", PropertyTypes.number(1, MONEY_MAX_MINOR));
    static final Property<Long> EXPOSURE_MAX = new Property<>("exposure-max", PropertyTypes.number(1, MONEY_MAX_MINOR));
    static final Property<Long> OPEN_BETS_MAX = new Property<>("open-bets-max", PropertyTypes.number(1, 1_048_576));
    static final Property<Long> TOUCH_NOTIONAL_MIN =
            new Property<>("touch-notional-min", PropertyTypes.decimal("0", PRICE_MAX));
    static final Property<Long> GRACE = new Property<>("grace", PropertyTypes.duration("0s", "1h"));
    static final Property<Long> DEADLINE = new Property<>("deadline", PropertyTypes.duration("1s", "24h"));
    static final Property<Long> QUOTE_MAX_AGE = new Property<>("quote-max-age", PropertyTypes.duration("0s", "1h"));
    static final Property<Long> QUOTE_MAX_MOVE =
            new Property<>("quote-max-move", PropertyTypes.decimal("0", PRICE_MAX));

    /** Each market has its own. */
    static final List<Property<?>> OWN = List.of(NAME, INSTRUMENT, BAND_MIN, BAND_MAX);
    /** Each market may have its own; otherwise {@code market-defaults} holds. */
    static final List<Property<?>> DEFAULTED = List.of(
            VENUE,
            TOUCH,
            BOUNDS,
            LEAD,
            WINDOW_MIN,
            WINDOW_MAX,
            AHEAD_MAX,
            STAKE_MIN,
            STAKE_MAX,
            EXPOSURE_MAX,
            OPEN_BETS_MAX,
            TOUCH_NOTIONAL_MIN,
            GRACE,
            DEADLINE,
            QUOTE_MAX_AGE,
            QUOTE_MAX_MOVE);

    private MarketProperties() {}

    /** The property in {@code market-defaults}. */
    static <T> Property<T> inDefaults(Property<T> property) {
        return new Property<>("market-defaults." + property.name(), property.type());
    }
}
