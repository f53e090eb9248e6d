package io.tickgate.cli.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes bets on BTC/USD with windows of one to three seconds that begin at once: half of them a step from the price, so that some are
 * hit, half of them out of reach. Its thread asks for the price, in whatever process serves.
 */
final class TouchBets implements BetLoad.BetMaker, AutoCloseable {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int TIMEOUT_MS = 2_000;

    private final int port;
    private final Thread watch = new Thread(this::follow, "price-watch");
    private volatile BigDecimal price = BigDecimal.ZERO;
    private volatile boolean isEnding;

    /** Starts to follow the price at a gateway. */
    TouchBets(int port) {
        this.port = port;
        watch.start();
    }

    private void follow() {
        try (HttpConnection connection = new HttpConnection(port, TIMEOUT_MS)) {
            while (!isEnding) {
                ask(connection);
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }

    private void ask(HttpConnection connection) {
        try {
            String now =
                    Json.scalars(connection.get("/api/prices/BTC/USD").body()).get("price");
            if (now != null) {
                price = new BigDecimal(now);
            }
        } catch (IOException e) {
            connection.close(); // The process was killed; the last price will do until it is back.
        }
    }

    @Override
    public String body(String key, Random random) {
        long fromEpochMs = System.currentTimeMillis() + 400 + random.nextInt(800);
        long toEpochMs = fromEpochMs + 1_000 + random.nextInt(2_000);
        boolean isNear = random.nextBoolean();
        double distance = isNear ? 0.5 + 30 * random.nextDouble() : 5_000;
        double width = 2 + 20 * random.nextDouble();
        boolean isAbove = random.nextBoolean();
        BigDecimal min = price.add(BigDecimal.valueOf(isAbove ? distance : -distance - width))
                .setScale(2, RoundingMode.HALF_EVEN);
        BigDecimal max = min.add(BigDecimal.valueOf(width)).setScale(2, RoundingMode.HALF_EVEN);
        return "{\"symbol\":\"BTC/USD\",\"min\":\"" + min.toPlainString() + "\",\"max\":\"" + max.toPlainString()
                + "\",\"from\":" + fromEpochMs + ",\"to\":" + toEpochMs + ",\"stake\":\"1\",\"idempotencyKey\":\"" + key
                + "\"}";
    }

    @Override
    public void close() {
        isEnding = true;
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // It ends by itself, at the latest after its timeout.
        }
    }
}
