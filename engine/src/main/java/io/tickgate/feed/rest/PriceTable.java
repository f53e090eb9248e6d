package io.tickgate.feed.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The present prices of a venue over REST. Any thread may call; a round belongs to the thread that began it. */
@FunctionalInterface
interface PriceTable {
    /** One look at the prices of some streams: one request after the other. */
    interface Round {
        /** The request that comes next, the same one until it is answered; null when the round is over. */
        @Nullable
        RestRequest next();

        /**
         * Moves the round on.
         *
         * @param body of the answer to {@link #next()}.
         * @return the prices that are known with it.
         */
        List<PolledPrice> onAnswer(byte[] body) throws RestContentException;

        /** The venue refused the request as wrong, for one unknown symbol perhaps: goes on without it, or ends. */
        void onRefused();
    }

    /** Begins a round. */
    Round begin(List<RestStream> streams);
}
