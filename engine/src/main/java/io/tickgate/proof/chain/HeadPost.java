package io.tickgate.proof.chain;

import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread {@code webhook}: posts each head to an address, one at a time, in order; what fails is tried again, after 1 s, 2 s … 60 s. When more wait than there is room for, the oldest is given
 * up and counted: the one who gets them sees the hole by the numbers, and can ask for it.
 */
public final class HeadPost implements Agent, HeadListener {
    /** An hour of heads. */
    private static final int WAITING_MAX = 60;

    private static final long RETRY_MIN_NS = 1_000_000_000L;
    private static final long RETRY_MAX_NS = 60_000_000_000L;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    /**
     * Of a whole exchange. The client's own limit ends with the headers of the answer; a body that never ends would hold the one exchange, and with it all posting,
     * for good.
     */
    private static final long EXCHANGE_MAX_NS = 20_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(HeadPost.class);

    private final URI address;
    private final NanoClock clock;
    private final Counters counters;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ArrayDeque<Head> waiting = new ArrayDeque<>();
    private @Nullable Head posted;
    private @Nullable CompletableFuture<Integer> answer;
    private long retryNs = RETRY_MIN_NS;
    private long notBeforeNs;
    private long giveUpNs;

    /**
     * Posts to an address.
     *
     * @param address https, or http on this machine.
     * @param clock monotonic.
     * @param counters counted into.
     */
    public HeadPost(URI address, NanoClock clock, Counters counters) {
        this.address = address;
        this.clock = clock;
        this.counters = counters;
        notBeforeNs = clock.nanoTime();
    }

    @Override
    public void onHead(Head head) {
        synchronized (waiting) {
            if (waiting.size() == WAITING_MAX) {
                waiting.removeFirst();
                counters.increment(Counter.HEADS_NOT_POSTED);
            }
            waiting.addLast(head);
        }
    }

    @Override
    public int doWork() {
        CompletableFuture<Integer> current = answer;
        if (current != null) {
            boolean isDone = current.isDone();
            if (!isDone && clock.nanoTime() - giveUpNs < 0) {
                return 0;
            }
            answer = null;
            if (isDone) {
                onAnswer(current);
            } else {
                current.cancel(true); // Closes the connection, too.
                onFailure("the answer did not end within " + EXCHANGE_MAX_NS / RETRY_MIN_NS + " s");
            }
            return 1;
        }
        if (clock.nanoTime() - notBeforeNs < 0) {
            return 0;
        }
        synchronized (waiting) {
            posted = waiting.peekFirst();
        }
        if (posted == null) {
            return 0;
        }
        giveUpNs = clock.nanoTime() + EXCHANGE_MAX_NS;
        answer = post(posted);
        return 1;
    }

    private CompletableFuture<Integer> post(Head head) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(head.toCanonical().toBytes()))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    private void onAnswer(CompletableFuture<Integer> done) {
        String failure = done.handle((status, thrown) -> thrown != null
                        ? String.valueOf(thrown.getMessage())
                        : status / 100 == 2 ? "" : "status " + status)
                .join();
        if (failure.isEmpty()) {
            retryNs = RETRY_MIN_NS;
            counters.increment(Counter.HEADS_POSTED);
            synchronized (waiting) {
                waiting.removeFirstOccurrence(posted);
            }
            return;
        }
        onFailure(failure);
    }

    private void onFailure(String failure) {
        counters.increment(Counter.HEAD_POST_FAILURES);
        // The address may hold a token: the host alone is told.
        LOG.warn("HEAD_POST failed: host={} {}; again in {} s", address.getHost(), failure, retryNs / RETRY_MIN_NS);
        notBeforeNs = clock.nanoTime() + retryNs;
        retryNs = Math.min(2 * retryNs, RETRY_MAX_NS);
    }

    @Override
    public String roleName() {
        return "webhook";
    }

    @Override
    public void onClose() {
        if (answer != null) {
            answer.cancel(true);
        }
    }
}
