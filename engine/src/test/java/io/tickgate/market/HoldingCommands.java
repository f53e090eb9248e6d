package io.tickgate.market;

import io.tickgate.record.HoldingFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Feeds a harness with holdings, numbered from 1 on. */
public final class HoldingCommands {
    private final MarketHarness harness;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]);
    private final HoldingFlyweight command = new HoldingFlyweight().wrap(buffer);
    private long id;

    public HoldingCommands(MarketHarness harness) {
        this.harness = harness;
    }

    /** A command of the user, sent now. */
    public HoldingCommands set(String user, int instrumentId, long amountE8) {
        return set("tenant", user, instrumentId, amountE8, harness.now());
    }

    /** A command that was sent at an engine time. */
    public HoldingCommands set(String tenant, String user, int instrumentId, long amountE8, long sentEpochNs) {
        command.begin(sentEpochNs, bytes(tenant), bytes(user))
                .commandIdLow(++id)
                .instrumentId(instrumentId)
                .amountE8(amountE8);
        harness.feed(buffer, command.length());
        return this;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
