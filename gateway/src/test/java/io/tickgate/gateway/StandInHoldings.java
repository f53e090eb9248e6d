package io.tickgate.gateway;

import io.tickgate.publish.PublishedWriter;
import io.tickgate.record.HoldingDecidedFlyweight;
import io.tickgate.record.HoldingFlyweight;
import io.tickgate.record.HoldingResult;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Decides holdings in the engine's place, on the ring's thread, as the test says. */
final class StandInHoldings {
    private final PublishedWriter writer;
    private final Map<String, Long> held = new ConcurrentHashMap<>();
    /** Commands that came. */
    final AtomicInteger commands = new AtomicInteger();

    /** What becomes of a command; null for nothing at all. */
    volatile Function<HoldingFlyweight, @Nullable HoldingResult> decide = StandInHoldings::done;

    StandInHoldings(PublishedWriter writer) {
        this.writer = writer;
    }

    static HoldingResult done(HoldingFlyweight command) {
        return command.amountE8() == 0 ? HoldingResult.REMOVED : HoldingResult.SET;
    }

    void onRecord(DirectBuffer record, int length) {
        HoldingFlyweight command = new HoldingFlyweight();
        command.wrap(record, 0, length);
        if (command.kindCode() == RecordKind.HOLDING_COMMAND.code()) {
            commands.incrementAndGet();
            HoldingResult result = decide.apply(command);
            if (result != null) {
                tell(command, result);
            }
        }
    }

    private void tell(HoldingFlyweight command, HoldingResult result) {
        byte[] user = command.user();
        String key = new String(user, StandardCharsets.US_ASCII) + command.instrumentId();
        HoldingDecidedFlyweight decided = new HoldingDecidedFlyweight()
                .wrap(new UnsafeBuffer(new byte[RecordFlyweight.DECISION_LENGTH_MAX]))
                .begin(command, command.engineTimeEpochNs(), 1, 0, command.tenant(), user)
                .commandIdHigh(command.commandIdHigh())
                .commandIdLow(command.commandIdLow())
                .instrumentId(command.instrumentId())
                .result(result.code())
                .amountE8(command.amountE8())
                .previousE8(held.getOrDefault(key, 0L));
        if (result == HoldingResult.SET || result == HoldingResult.REMOVED) {
            held.put(key, command.amountE8());
        }
        writer.holding(decided);
    }

    /** Another user's holding, which nobody asked for over HTTP. */
    void hold(String tenant, String user, int instrumentId, long amountE8) {
        HoldingFlyweight command = new HoldingFlyweight()
                .wrap(new UnsafeBuffer(new byte[RecordFlyweight.RECORD_LENGTH_MAX]))
                .begin(1, tenant.getBytes(StandardCharsets.US_ASCII), user.getBytes(StandardCharsets.US_ASCII))
                .instrumentId(instrumentId)
                .amountE8(amountE8);
        tell(command, HoldingResult.SET);
    }
}
