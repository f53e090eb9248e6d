package io.tickgate.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.TreeMap;

/** The stored states of a folder, and the files of blocks that they name. Writer's thread, save where it says otherwise. */
final class StoredStates {
    /** The newest may be of a journal that lost its tail with the power, or damaged; more would only keep files alive. */
    private static final int STATES_MAX = 3;

    private final Path folder;
    private final Storage storage;
    /** By sequence the first file of blocks that each names. */
    private final TreeMap<Long, Integer> states = new TreeMap<>();

    private volatile long neededFrom = 1;

    StoredStates(Path folder, Storage storage) {
        this.folder = folder;
        this.storage = storage;
    }

    /** Goes on from one of the states that there are, and deletes those behind it. */
    void begin(StateFile.Position position) throws IOException {
        states.clear();
        for (Long state : HistoryFiles.states(folder)) {
            if (state > position.sequence()) {
                storage.delete(HistoryFiles.state(folder, state));
            } else {
                states.put(state, 0); // Which files it names was not looked at: all may be.
            }
        }
        if (position.sequence() > 0) {
            states.put(position.sequence(), position.firstSegment());
        }
        neededFrom = states.isEmpty() ? 1 : states.firstKey() + 1;
    }

    /** Stores a state; renamed into place, it is there whole or not at all. */
    void store(StateFile.Position position, ByteBuffer bytes) throws IOException {
        Path temp = HistoryFiles.newState(folder);
        storage.delete(temp);
        storage.write(temp, 0, bytes);
        storage.replace(temp, HistoryFiles.state(folder, position.sequence()));
        states.put(position.sequence(), position.firstSegment());
    }

    /** Deletes the oldest states, and the files that none names any more. */
    void prune(int firstSegment) throws IOException {
        while (states.size() > STATES_MAX) {
            storage.delete(HistoryFiles.state(folder, states.firstKey()));
            states.pollFirstEntry();
        }
        neededFrom = states.firstKey() + 1;
        int firstNamed = firstSegment;
        for (int named : states.values()) {
            firstNamed = Math.min(firstNamed, named);
        }
        for (Long segment : HistoryFiles.segments(folder)) {
            if (segment < firstNamed) {
                storage.delete(HistoryFiles.trades(folder, segment.intValue()));
                storage.delete(HistoryFiles.index(folder, segment.intValue()));
            }
        }
    }

    /** Journal records from this sequence on must stay: they would be needed to go on from the oldest state. Any thread. */
    long neededFrom() {
        return neededFrom;
    }
}
