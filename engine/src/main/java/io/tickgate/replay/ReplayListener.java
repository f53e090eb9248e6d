package io.tickgate.replay;

import io.tickgate.record.RecordFlyweight;

/** Follows a replay, on its thread. It may wait, and the replay waits with it. */
public interface ReplayListener {
    /** Follows nothing. */
    ReplayListener NOBODY = new ReplayListener() {
        @Override
        public void onBegin(long firstSequence, long lastSequence) {
            // Nobody asks how far it is.
        }

        @Override
        public void onRecord(RecordFlyweight header) {
            // As above.
        }
    };

    /**
     * The first record was found.
     *
     * @param firstSequence its sequence.
     * @param lastSequence at which the replay is expected to end; a journal that is being written may go on beyond it.
     */
    void onBegin(long firstSequence, long lastSequence);

    /**
     * The next record is about to be taken in.
     *
     * @param header of the record; valid for the call.
     */
    void onRecord(RecordFlyweight header);
}
