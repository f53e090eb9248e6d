package io.tickgate.gateway;

import io.tickgate.publish.BetView;
import java.util.HexFormat;
import java.util.Random;

/** Takes bets into a published state, as the publish stage does. Used by one thread at a time. */
final class OutcomeBets {
    static final long FROM_EPOCH_NS = HandClock.START_EPOCH_NS + 10_000_000_000L;
    static final long TO_EPOCH_NS = FROM_EPOCH_NS + 5_000_000_000L;

    private final RunningGateway running;
    private final Random ids = new Random(1);

    OutcomeBets(RunningGateway running) {
        this.running = running;
    }

    BetView take(String key) {
        return take("default", "default", RunningGateway.BTC, 1, 1, key);
    }

    BetView takeFor(String tenant, String user, String key) {
        return take(tenant, user, RunningGateway.BTC, 1, 1, key);
    }

    BetView takeOn(int instrumentId, int marketId, String key) {
        return take("default", "default", instrumentId, marketId, 1, key);
    }

    BetView takeUnder(int marketVersion, String key) {
        return take("default", "default", RunningGateway.BTC, 1, marketVersion, key);
    }

    private BetView take(String tenant, String user, int instrumentId, int marketId, int marketVersion, String key) {
        BetView bet = new BetView(
                ids.nextLong(),
                ids.nextLong(),
                running.writer.nextSequence(),
                HandClock.START_EPOCH_NS,
                marketId,
                marketVersion,
                instrumentId,
                6_720_000_000_000L,
                6_730_000_000_000L,
                FROM_EPOCH_NS,
                TO_EPOCH_NS,
                1_500,
                0,
                7,
                123_456,
                RunningGateway.BTC_PRICE_E8,
                HandClock.START_EPOCH_NS,
                tenant,
                user,
                key,
                new byte[0],
                null,
                null);
        running.writer.add(bet);
        return bet;
    }

    String id(BetView bet) {
        return HexFormat.of().toHexDigits(bet.idHigh()) + HexFormat.of().toHexDigits(bet.idLow());
    }
}
