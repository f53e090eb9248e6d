package io.tickgate.pairs;

/** What clients want to see. Any thread may call it; nothing waits. */
public interface Demand {
    /** Nobody asks: for processes in which nothing is on demand. */
    Demand NONE = new Demand() {
        @Override
        public void wanted(int instrumentId) {
            // Nothing is on demand.
        }

        @Override
        public void released(int instrumentId) {
            // Nothing is on demand.
        }

        @Override
        public void read(int instrumentId) {
            // Nothing is on demand.
        }
    };

    /** A client wants the instrument until it releases it. */
    void wanted(int instrumentId);

    /** A client that wanted the instrument does so no more; once for each {@link #wanted}. */
    void released(int instrumentId);

    /** A client read the instrument's price; that counts as wanting it for a minute. */
    void read(int instrumentId);
}
