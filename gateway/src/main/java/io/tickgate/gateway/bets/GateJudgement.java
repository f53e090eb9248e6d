package io.tickgate.gateway.bets;

import io.tickgate.gateway.encode.HealthText;
import io.tickgate.publish.GateView;
import io.tickgate.publish.Published;
import io.tickgate.record.GateReason;

/**
 * A gate as a client is told of it, with when to come back. Immutable.
 *
 * @param reason why it is closed, or {@link GateReason#OPEN}.
 * @param sinceEpochNs engine time since when, 0 when not known.
 * @param retryAfterSeconds when asking again makes sense; 1 or more.
 */
public record GateJudgement(GateReason reason, long sinceEpochNs, long retryAfterSeconds) {
    /** For reasons whose end nobody can foretell: soon enough for people, seldom enough for the server. */
    static final long RETRY_AFTER_SECONDS = 5;

    private static final long SECOND_NS = 1_000_000_000L;

    public boolean isOpen() {
        return reason == GateReason.OPEN;
    }

    /**
     * Judges a market's gate now.
     *
     * @param published to read.
     * @param marketId of a market in the directory.
     * @param nowEpochNs engine time.
     * @param nowNs monotonic time.
     * @param recoveryNs the least time from critical to open.
     */
    public static GateJudgement of(Published published, int marketId, long nowEpochNs, long nowNs, long recoveryNs) {
        if (published.isEngineStalled(nowNs)) {
            return new GateJudgement(GateReason.DEAD_MAN, published.marketTimeEpochNs(), RETRY_AFTER_SECONDS);
        }
        GateView gate = new GateView();
        if (!published.gates().read(marketId, gate)) {
            return of(GateReason.PRICE_FEED_STALE, 0, 0, nowEpochNs, recoveryNs);
        }
        return of(gate.reason(), gate.sinceEpochNs(), gate.opensEpochNs(), nowEpochNs, recoveryNs);
    }

    /**
     * Judges a gate of which is known what follows.
     *
     * @param reason of the gate.
     * @param sinceEpochNs engine time since when, 0 when not known.
     * @param opensEpochNs engine time at which it can open, 0 when not known.
     * @param nowEpochNs engine time.
     * @param recoveryNs the least time from critical to open.
     */
    public static GateJudgement of(
            GateReason reason, long sinceEpochNs, long opensEpochNs, long nowEpochNs, long recoveryNs) {
        long retryAfterSeconds = RETRY_AFTER_SECONDS;
        if (reason == GateReason.PRICE_FEED_STALE) {
            // While critical the whole recovery still lies ahead: that is the earliest possible.
            retryAfterSeconds = opensEpochNs == 0
                    ? Math.max(1, (recoveryNs + SECOND_NS - 1) / SECOND_NS)
                    : HealthText.secondsLeft(opensEpochNs, nowEpochNs);
        }
        return new GateJudgement(reason, sinceEpochNs, retryAfterSeconds);
    }
}
