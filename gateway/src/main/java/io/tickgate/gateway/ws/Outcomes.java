package io.tickgate.gateway.ws;

import io.tickgate.gateway.bets.BetDesk;
import io.tickgate.gateway.encode.BetEncoder;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.publish.BetOutcomeView;
import io.tickgate.publish.BetView;
import io.tickgate.publish.OutcomePosition;
import io.tickgate.publish.Published;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's place in the order of its user's outcomes. Outcomes wait where they are held anyway, in the published state, and not
 * here: a client that is behind costs no memory, and what was decided before and after it subscribed is one order without a hole or a
 * repetition. Owned by the connection's I/O thread.
 */
final class Outcomes {
    /** Outcomes put together in one write: 60 KB as a rule. */
    private static final int BATCH_MAX = 64;

    private final Published published;
    private @Nullable OutcomePosition position;
    /** Whether the client knows that outcomes before its place are not held any more; until it has caught up more may go. */
    private boolean isLossTold;

    private boolean hasLost;

    Outcomes(Published published) {
        this.published = published;
    }

    /**
     * Wants what is decided after a place.
     *
     * @param since the place.
     * @param isComplete whether all since is held, as the client was told.
     */
    void start(OutcomePosition since, boolean isComplete) {
        position = since;
        isLossTold = !isComplete;
        hasLost = false;
    }

    void stop() {
        position = null;
        hasLost = false;
    }

    boolean isWanted() {
        return position != null;
    }

    /** Whether outcomes were forgotten before the client took them; then none is sent any more. */
    boolean hasLost() {
        return hasLost;
    }

    /**
     * Puts the next outcomes together, as text frames.
     *
     * @param store of the thread, for encoding.
     * @param batch empty; holds the frames afterwards.
     * @return whether there are more.
     */
    boolean gather(FrameStore store, ByteBuffer batch) {
        OutcomePosition from = position;
        if (from == null || hasLost) {
            return false;
        }
        // Before looking: all that these records decided can be read.
        OutcomePosition read = OutcomePosition.after(published.sequence());
        List<BetView> next = published.bets().outcomesAfter(BetDesk.TENANT, BetDesk.USER, from, BATCH_MAX);
        hasLost = !isLossTold && !published.bets().isHeldSince(from);
        if (hasLost) {
            return false;
        }
        if (next.isEmpty() && read.compareTo(from) > 0) {
            position = read;
            isLossTold = false;
        }
        for (BetView bet : next) {
            ByteBuffer frame = frame(store, bet);
            BetOutcomeView outcome = bet.outcome();
            if (frame.remaining() > batch.remaining()) {
                return true;
            }
            batch.put(frame);
            position = outcome == null ? position : outcome.position();
        }
        return next.size() == BATCH_MAX;
    }

    private ByteBuffer frame(FrameStore store, BetView bet) {
        JsonBuffer json = store.message().openObject().name("type").string("bet");
        BetEncoder.members(json, bet, published);
        json.closeObject();
        return store.sealed();
    }
}
