package io.tickgate.cli.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A bettor: places bets on BTC/USD with keys of its own, and remembers what was acknowledged. */
final class Bets {
    /**
     * An acknowledged bet.
     *
     * @param id that the answer gave.
     * @param sequence that the answer gave.
     * @param body that was sent.
     */
    record Acknowledged(String id, long sequence, String body) {}

    private final RunningNode tickgate;
    private final AtomicLong nextKey = new AtomicLong();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();

    Bets(RunningNode tickgate) {
        this.tickgate = tickgate;
    }

    /** By key. */
    Map<String, Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Keys used so far: {@code bet-0} up to this number, exclusively. */
    long keysUsed() {
        return nextKey.get();
    }

    /** Places one bet far above the price. Returns the status code, or -1 when there was no answer. */
    int place() {
        String key = "bet-" + nextKey.getAndIncrement();
        try {
            String price =
                    Json.scalars(tickgate.get("/api/prices/BTC/USD").body()).get("price");
            String body = body(key, new BigDecimal(price == null ? "1" : price));
            HttpResponse<String> answer = tickgate.post("/api/bets", body);
            if (answer.statusCode() == 201) {
                Map<String, String> bet = Json.scalars(answer.body());
                acknowledged.put(key, new Acknowledged(bet.get("id"), Long.parseLong(bet.get("sequence")), body));
            }
            return answer.statusCode();
        } catch (IOException e) {
            return -1; // The process was killed meanwhile.
        }
    }

    private static String body(String key, BigDecimal price) {
        long now = System.currentTimeMillis();
        return "{\"symbol\":\"BTC/USD\",\"min\":\""
                + price.add(BigDecimal.valueOf(500)).toPlainString()
                + "\",\"max\":\"" + price.add(BigDecimal.valueOf(600)).toPlainString() + "\",\"from\":" + (now + 5_000)
                + ",\"to\":" + (now + 65_000) + ",\"stake\":\"100\",\"idempotencyKey\":\"" + key + "\"}";
    }
}
