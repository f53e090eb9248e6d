package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether one stream of a connection is alive, and follows its repair. Owned by the control thread.
 *
 * <p>A stream is stalled when, although the connection brings data of others, its first data do not come, its heartbeats stop, the venue
 * names a newer trade than it sent for a while or, where a market hangs on it, names none any more, or it is
 * silent for far longer than it usually is.
 */
final class StreamWatch {
    /** A ticker comes each second, but perhaps only when something has changed: what is missing for less is not suspected. */
    private static final long NEWEST_SILENCE_MIN_NS = TimeUnit.SECONDS.toNanos(60);

    private final FeedStream stream;
    private final StreamActivity activity;
    private final WatchSettings settings;
    private final UsualSilence usual = new UsualSilence();
    /** Between two names of the newest trade: a ticker of a quiet symbol may come less often than each second. */
    private final UsualSilence usualNewest = new UsualSilence();
    /** The venue's newest trade when it first named one: what is older was never to come. */
    private long baselineId = StreamActivity.NONE;
    /** Trade that the venue has named and not sent, {@link StreamActivity#NONE} for none. */
    private long owedId = StreamActivity.NONE;

    private long owedSinceNs;
    private boolean isStalled;
    /** Whether it is stalled because its newest trade is not named any more. */
    private boolean isNewestMissing;

    private boolean isGivenUp;
    private long stalledNs;
    private long trustedFromNs;
    private String reason = "";

    StreamWatch(FeedStream stream, StreamActivity activity, WatchSettings settings, long nowNs) {
        this.stream = stream;
        this.activity = activity;
        this.settings = settings;
        trustedFromNs = nowNs;
    }

    /**
     * Looks at a stream that is not known as stalled.
     *
     * @param heldSinceNs since when its subscription is confirmed.
     * @param patience by which the limits of silence are multiplied, 1 or more.
     * @return why it is stalled, or null when it is not.
     */
    @Nullable
    String judge(long nowNs, long heldSinceNs, int patience) {
        usual.onStep(activity.dataNs(), nowNs);
        isNewestMissing = false;
        followTrades(nowNs);
        if (owedId != StreamActivity.NONE && nowNs - owedSinceNs >= settings.tradeLagNs()) {
            return "trade " + owedId + ", named by the venue, does not come";
        }
        if (heldSinceNs == StreamActivity.NONE) {
            return null;
        }
        long fromNs = later(heldSinceNs, trustedFromNs);
        if (settings.heartbeatTimeoutNs() > 0) {
            return judgeSilence(
                    nowNs, fromNs, activity.heartbeatNs(), settings.heartbeatTimeoutNs() * patience, "heartbeat");
        }
        String missing = judgeNewest(nowNs, fromNs, patience);
        if (missing != null) {
            return missing;
        }
        long dataNs = activity.dataNs();
        long limitNs = dataNs == StreamActivity.NONE
                ? settings.firstDataNs()
                : usual.limitNs(settings.silenceMinNs(), settings.silenceMaxNs());
        return judgeSilence(nowNs, fromNs, dataNs, limitNs * patience, "data");
    }

    /** Without the ticker that came before, lost trades go unnoticed; where heartbeats come, they are judged instead. */
    private @Nullable String judgeNewest(long nowNs, long fromNs, int patience) {
        long namedNs = namedNs();
        if (!stream.isSettling() || namedNs == StreamActivity.NONE) {
            return null;
        }
        usualNewest.onStep(namedNs, nowNs);
        long limitNs = usualNewest.limitNs(NEWEST_SILENCE_MIN_NS, settings.silenceMaxNs());
        String missing = judgeSilence(nowNs, fromNs, namedNs, limitNs * patience, "word of the newest trade");
        isNewestMissing = missing != null;
        return missing;
    }

    /** When the venue last named the newest trade, or said that there is none. */
    private long namedNs() {
        long newestNs = activity.newestNs();
        long noneNs = activity.heartbeatNs();
        if (newestNs == StreamActivity.NONE || noneNs == StreamActivity.NONE) {
            return newestNs == StreamActivity.NONE ? noneNs : newestNs;
        }
        return later(newestNs, noneNs);
    }

    private static @Nullable String judgeSilence(long nowNs, long fromNs, long lastNs, long limitNs, String what) {
        long sinceNs = lastNs == StreamActivity.NONE ? fromNs : later(fromNs, lastNs);
        return nowNs - sinceNs < limitNs
                ? null
                : "no " + what + " for " + TimeUnit.NANOSECONDS.toSeconds(nowNs - sinceNs) + " s";
    }

    private static long later(long aNs, long bNs) {
        return aNs - bNs > 0 ? aNs : bNs;
    }

    private void followTrades(long nowNs) {
        long newestId = activity.newestId();
        if (newestId == StreamActivity.NONE) {
            return;
        }
        if (baselineId == StreamActivity.NONE) {
            baselineId = newestId;
        }
        long seenId = Math.max(activity.tradeId(), baselineId);
        if (owedId != StreamActivity.NONE && seenId >= owedId) {
            owedId = StreamActivity.NONE;
        }
        if (owedId == StreamActivity.NONE && newestId > seenId) {
            owedId = newestId;
            owedSinceNs = nowNs;
        }
    }

    /** It is stalled, and its repair begins. */
    void stalled(String why, long nowNs) {
        isStalled = true;
        isGivenUp = false;
        stalledNs = nowNs;
        reason = why;
    }

    /** Whether a stalled stream is back: what was missed has come since. What it owes from before is forgotten. */
    boolean isBack() {
        if (isNewestMissing) {
            return isAfterStall(namedNs());
        }
        if (owedId != StreamActivity.NONE) {
            return activity.tradeId() >= owedId || isAfterStall(activity.tradeNs());
        }
        return isAfterStall(settings.heartbeatTimeoutNs() > 0 ? activity.heartbeatNs() : activity.dataNs());
    }

    private boolean isAfterStall(long timeNs) {
        return timeNs != StreamActivity.NONE && timeNs - stalledNs > 0;
    }

    /** It is alive again. */
    void recovered(long nowNs) {
        isStalled = false;
        reason = "";
        isNewestMissing = false;
        owedId = StreamActivity.NONE;
        // Trades between the stall and now will not come any more.
        baselineId = activity.newestId();
        trustedFromNs = nowNs;
    }

    /** Whether its repair took too long; true once. */
    boolean giveUp(long nowNs) {
        if (isGivenUp || nowNs - stalledNs < settings.firstDataNs()) {
            return false;
        }
        isGivenUp = true;
        return true;
    }

    boolean isStalled() {
        return isStalled;
    }

    /** Why it is stalled, empty when it is not. */
    String reason() {
        return reason;
    }

    FeedStream stream() {
        return stream;
    }

    StreamActivity activity() {
        return activity;
    }
}
