package io.tickgate.feed.decode;

import io.tickgate.feed.decode.OracleJson.Decimal;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** A tick as an oracle understands it; gathers faults, of which the first of the enum is told. */
public final class OracleTick {
    private final String kind;
    private final int streamId;
    private final EnumSet<BadFrameReason> faults = EnumSet.noneOf(BadFrameReason.class);
    private @Nullable Long id;
    private @Nullable Long eventNs;
    private @Nullable Long tradeNs;
    private int flags;

    public OracleTick(String kind, int streamId) {
        this.kind = kind;
        this.streamId = streamId;
    }

    /** Adds a fault, if it is one. */
    public void fault(@Nullable BadFrameReason fault) {
        if (fault != null) {
            faults.add(fault);
        }
    }

    /** Sets an id that must be there. */
    public void id(@Nullable Long newId) {
        id = newId;
        if (newId == null) {
            faults.add(BadFrameReason.ID);
        }
    }

    /** Sets the venue's time; null is a fault. */
    public void event(@Nullable Long timeNs) {
        eventNs = checked(timeNs);
    }

    /** Sets the time of the trade; null is a fault. */
    public void traded(@Nullable Long timeNs) {
        tradeNs = checked(timeNs);
    }

    private @Nullable Long checked(@Nullable Long timeNs) {
        if (timeNs == null || timeNs <= 0) {
            faults.add(BadFrameReason.TIME);
            return null;
        }
        return timeNs;
    }

    /** A price that must be there; its text. */
    public String price(String text) {
        Decimal price = Decimal.of(text);
        fault(price.priceFault());
        if (price.e8() == 0) {
            faults.add(BadFrameReason.PRICE);
        }
        flags |= price.flags() & 4;
        return " price " + price.e8();
    }

    /** A size that must be there; its text. */
    public String size(String text) {
        Decimal size = Decimal.of(text);
        fault(size.sizeFault());
        flags |= size.flags();
        return " size " + size.e8();
    }

    /** A side of a quote; its text. */
    public String side(String name, String priceText, String sizeText, boolean isSizeNeeded) {
        Decimal price = Decimal.of(priceText);
        Decimal size = Decimal.of(sizeText);
        if (!price.isMissing()) {
            fault(price.priceFault());
            flags |= price.flags() & 4;
        }
        if (!size.isMissing()) {
            fault(size.sizeFault());
            flags |= size.flags();
        }
        boolean isThere = price.e8() != 0 && (size.isMissing() ? !isSizeNeeded : size.e8() != 0 || size.isRounded());
        return " " + name + " " + (isThere ? price.e8() + " × " + size.e8() : "0 × 0");
    }

    /** A quote must have a side. */
    public void requireSide(String sides) {
        if (sides.startsWith(" bid 0 ") && sides.contains(" ask 0 ")) {
            faults.add(BadFrameReason.NO_SIDE);
        }
    }

    public String trade(String price, String size, int takerSide) {
        return of(" id " + id + price + size + " side " + takerSide + " traded " + tradeNs + event() + flags());
    }

    public String quote(String sides) {
        requireSide(sides);
        return of(" id " + (id == null ? "absent" : id) + sides + event() + flags());
    }

    public String priced(String price) {
        return of(price + " bid 0 × 0 ask 0 × 0" + event() + flags());
    }

    public String noTrade() {
        return of(" id " + id);
    }

    public String newestTrade(int source) {
        return of(" id " + id + " source " + source + event());
    }

    public String heartbeat() {
        return of(event());
    }

    private String event() {
        return " event " + (eventNs == null ? "absent" : eventNs);
    }

    private String flags() {
        return " flags " + flags;
    }

    private String of(String content) {
        if (faults.isEmpty()) {
            return kind + " stream " + streamId + content;
        }
        return "REJECTED stream " + streamId + " id " + (id == null ? "absent" : id) + " "
                + faults.iterator().next();
    }
}
