package io.tickgate.mirror;

import java.nio.charset.StandardCharsets;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads of the mirror: a line when Redis is lost and one when it is back, however many failures lie between. */
final class MirrorLog {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorLog.class);

    private final RedisAddress address;
    private boolean isLost;
    private boolean isRefusalTold;
    private @Nullable String startedOverWhy;
    private long added;

    MirrorLog(RedisAddress address) {
        this.address = address;
    }

    void onResumed(long sequence) {
        if (!isLost) {
            LOG.info("Mirroring to {}, from sequence {} on", address, sequence + 1);
        }
        startedOverWhy = null;
        added = 0;
    }

    void onStartedOver(byte @Nullable [] position) {
        String why = position == null
                ? "it holds no position"
                : "its position \"" + new String(position, StandardCharsets.UTF_8) + "\" is not of this journal";
        if (!why.equals(startedOverWhy)) {
            LOG.info("Filling the history in {} from the journal: {}", address, why);
        }
        startedOverWhy = why;
        added = 0;
    }

    void onBatch(long addedMembers) {
        added += addedMembers;
    }

    void onCaughtUp() {
        if (isLost) {
            LOG.info("Redis {} is back; {} trades were caught up", address, added);
        }
        isLost = false;
        startedOverWhy = null;
    }

    void onLost(RuntimeException why) {
        if (!isLost) {
            LOG.warn("Redis {} is lost: {}. The engine goes on; trying again", address, why.toString());
        }
        isLost = true;
        isRefusalTold = false;
    }

    /** A command that Redis refuses again and again (a key of ours that holds another type) is recorded once a connection. */
    void onRefused(RuntimeException refusal, ErrorHandler errorHandler) {
        if (!isRefusalTold) {
            isRefusalTold = true;
            errorHandler.onError(refusal);
        }
    }
}
