package io.tickgate.simulator.fault;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Spoils one message, in the ways that have been seen at venues. Knows a message only by its {@link FrameKeys}, so it serves all venues and recordings alike. */
final class BadValue {

    private static final int VENUE_DECIMALS = 8;

    /** Behind eight decimals; below half of the last one, so that the rounded value stays. */
    private static final String MORE_DECIMALS = "123456789012";

    private static final String DIGITS_25 = "1234567890123456789012345";
    private static final BigDecimal ABSURD_FACTOR = BigDecimal.valueOf(1_000);

    /** Names of real keys stand inside, so that whoever searches the text instead of reading it finds the wrong one. */
    private static final String NESTED_OBJECT =
            "{\"p\":\"1\",\"price\":\"1\",\"e\":\"none\",\"type\":\"none\",\"t\":[1,{\"T\":2}],\"text\":\"}],\\\"p\\\":\\\"2\\\"\"}";

    private BadValue() {}

    static boolean isFor(Fault fault, String channel, FrameSort sort) {
        FrameSort only = switch (fault.kind()) {
            case CROSSED_BOOK, EMPTY_SIDES -> FrameSort.QUOTE;
            case ZERO_PRICE -> FrameSort.TRADE;
            case ABSURD_PRICE, SCIENTIFIC, LONG_DECIMALS, NEW_FIELDS, REORDERED_KEYS -> FrameSort.OTHER;
            default -> null;
        };
        if (only == null) {
            return false;
        }
        if (fault.channel() != null) {
            return fault.channel().equals(channel);
        }
        return only == FrameSort.OTHER ? sort != FrameSort.OTHER : sort == only;
    }

    static void apply(CountedFaults.Turn turn, FrameKeys keys, JsonFields message) {
        Fault fault = turn.fault();
        switch (fault.kind()) {
            case CROSSED_BOOK -> cross(keys, message);
            case ZERO_PRICE -> zero(keys, message, fault.option());
            case ABSURD_PRICE -> keys.prices().forEach(key -> absurd(message, key, fault.option()));
            case SCIENTIFIC -> eachNumber(keys, message, BadValue::scientific);
            case LONG_DECIMALS -> eachNumber(keys, message, BadValue::longDecimals);
            case NEW_FIELDS -> addFields(message);
            case REORDERED_KEYS -> message.reverse();
            case EMPTY_SIDES -> empty(keys, message, (int) (turn.serial() % 3), fault.option() ? "0" : "");
            default -> throw new IllegalStateException("not a bad value: " + fault);
        }
    }

    private static void cross(FrameKeys keys, JsonFields message) {
        if (!message.has(keys.bid()) || !message.has(keys.ask())) {
            return;
        }
        String bid = message.bare(keys.bid());
        message.replace(keys.bid(), message.bare(keys.ask()));
        message.replace(keys.ask(), bid);
    }

    private static void zero(FrameKeys keys, JsonFields message, boolean noTrade) {
        keys.prices().forEach(key -> message.replace(key, "0"));
        keys.sizes().forEach(key -> message.replace(key, "0"));
        if (noTrade) {
            message.put("X", "\"NA\"");
        }
    }

    private static void absurd(JsonFields message, String key, boolean digits) {
        if (digits) {
            message.replace(key, DIGITS_25);
        } else if (isNumber(message.bare(key))) {
            message.replace(
                    key,
                    new BigDecimal(message.bare(key)).multiply(ABSURD_FACTOR).toPlainString());
        }
    }

    /** Another spelling of a number. */
    private interface Spelling {
        String of(BigDecimal value);
    }

    private static void eachNumber(FrameKeys keys, JsonFields message, Spelling spelling) {
        for (String key : keys.prices()) {
            spell(message, key, spelling);
        }
        for (String key : keys.sizes()) {
            spell(message, key, spelling);
        }
    }

    private static void spell(JsonFields message, String key, Spelling spelling) {
        if (isNumber(message.bare(key))) {
            message.replace(key, spelling.of(new BigDecimal(message.bare(key))));
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");
    }

    /** One digit, the point, the other digits, the exponent: {@code 1.2E-7}. */
    static String scientific(BigDecimal value) {
        BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (shortest.signum() < 0 ? "-" : "") + digits.charAt(0) + rest + "E" + exponent;
    }

    private static String longDecimals(BigDecimal value) {
        return value.setScale(VENUE_DECIMALS, RoundingMode.HALF_EVEN).toPlainString() + MORE_DECIMALS;
    }

    private static void addFields(JsonFields message) {
        message.putFirst("zNull", "null");
        message.putFirst("zObject", NESTED_OBJECT);
        message.put("zArray", "[[],{},[\"p\",null,{\"p\":[0]}],-1.5e-3,true]");
        message.put("zTrue", "true");
        message.put("zFalse", "false");
        message.put("zNumber", "-12.50E+2");
        message.put("zText", "\"\\u00e9 \\\"q\\\":\\\"1\\\" {[\"");
    }

    private static void empty(FrameKeys keys, JsonFields message, int which, String nothing) {
        if (which != 1) {
            message.replace(keys.bid(), nothing);
            message.replace(keys.bidSize(), nothing);
        }
        if (which != 0) {
            message.replace(keys.ask(), nothing);
            message.replace(keys.askSize(), nothing);
        }
    }
}
