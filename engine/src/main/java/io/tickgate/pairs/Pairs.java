package io.tickgate.pairs;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The pairs of this process. Any thread may call it; nothing waits. */
public interface Pairs {
    /** None, and none can be added. */
    Pairs NONE = new Pairs() {
        @Override
        public CompletableFuture<PairChange> add(PairRequest request) {
            return refused();
        }

        @Override
        public CompletableFuture<PairChange> remove(String name) {
            return refused();
        }

        private CompletableFuture<PairChange> refused() {
            return CompletableFuture.failedFuture(
                    new PairRefusedException(PairRefusal.BUSY, null, "Pairs cannot be changed in this process."));
        }

        @Override
        public List<PairView> list() {
            return List.of();
        }

        @Override
        public Demand demand() {
            return Demand.NONE;
        }
    };

    /**
     * Adds a pair.
     *
     * @return completed on the control thread, once its definitions are journalled and published, or with a
     *     {@link PairRefusedException}.
     */
    CompletableFuture<PairChange> add(PairRequest request);

    /**
     * Removes a pair.
     *
     * @param name any spelling of it.
     * @return completed likewise.
     */
    CompletableFuture<PairChange> remove(String name);

    /** All pairs, in the order of their ids; at most one step of the control thread old. */
    List<PairView> list();

    /** Where clients' demand goes. */
    Demand demand();
}
