package io.tickgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.history.History;
import io.tickgate.history.QueryDeadline;
import io.tickgate.proof.Proofs;
import io.tickgate.proof.acceptance.AcceptanceListener;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.publish.BetView;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told when there is no receipt. */
class ReceiptAnswersTest {
    private static final String BODY =
            "{\"symbol\":\"btcusd\",\"min\":\"67200\",\"max\":\"67300.5\",\"from\":1800000010000,"
                    + "\"to\":1800000015000,\"stake\":\"1500\",\"idempotencyKey\":\"k\"}";

    private volatile ReceiptAnswer.Status status = ReceiptAnswer.Status.GONE;

    private volatile boolean isEndless;
    private RunningGateway running;
    private String path;

    @BeforeEach
    void start() throws Exception {
        running = new RunningGateway(RunningGateway.settings(100), History.NONE, new Answering());
        HttpResponse<String> taken = running.post(BODY);
        assertEquals(201, taken.statusCode(), taken.body());
        path = "/api/bets/" + taken.body().replaceAll("(?s).*?\"id\":\"([0-9a-f]{32})\".*", "$1") + "/receipt";
    }

    @AfterEach
    void stop() {
        running.close();
        assertTrue(running.errors.isEmpty(), () -> "errors: " + running.errors);
    }

    private final class Answering implements Proofs {
        @Override
        public boolean offer(BetView bet, AcceptanceListener listener) {
            return false;
        }

        @Override
        public ReceiptAnswer receipt(BetView bet, boolean isBundled, QueryDeadline deadline) {
            while (isEndless) {
                deadline.check();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            return new ReceiptAnswer(status, null);
        }

        @Override
        public String heads(long from, int limit) {
            return Proofs.NONE.heads(from, limit);
        }

        @Override
        public String keys() {
            return Proofs.NONE.keys();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GONE, 410, RECEIPT_GONE, The records of that time are no longer kept.",
        "HISTORY_GONE, 410, RECEIPT_GONE, does not hold the trades of the bet's window any more",
        "HISTORY_DAMAGED, 410, RECEIPT_GONE, Stored trades of the bet's window are damaged",
        "NO_HEAD_YET, 503, RECEIPT_PENDING, No published head",
        "NO_HISTORY_YET, 503, RECEIPT_PENDING, The history of trades has not come to the outcome yet.",
        "BUNDLE_TOO_LARGE, 422, BUNDLE_TOO_LARGE, more raw records",
        "UNDECIDED, 409, BET_OPEN, ''",
    })
    void shouldSayWhyThereIsNoReceipt(ReceiptAnswer.Status why, int code, String error, String sentence)
            throws Exception {
        status = why;

        HttpResponse<String> answer = running.get(path);

        assertEquals(code, answer.statusCode(), answer.body());
        assertTrue(answer.body().startsWith("{\"error\":\"" + error + "\""), answer.body());
        assertTrue(answer.body().contains(sentence), answer.body());
    }

    @Test
    void shouldEndWithTheTimeOfAQuery() throws Exception {
        isEndless = true;

        HttpResponse<String> answer = running.get(path);

        assertEquals(503, answer.statusCode(), answer.body());
        assertTrue(answer.body().startsWith("{\"error\":\"QUERY_TOO_LONG\""), answer.body());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }
}
