package io.tickgate.history;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Names of the files of a history folder. */
final class HistoryFiles {
    private static final String TRADES = "trades-";
    private static final String INDEX = "index-";
    private static final String STATE = "state-";
    private static final String ASIDE = "aside-";

    private HistoryFiles() {}

    /** Blocks of rows. */
    static Path trades(Path folder, int segment) {
        return folder.resolve(TRADES + segment);
    }

    /** What is in them. */
    static Path index(Path folder, int segment) {
        return folder.resolve(INDEX + segment);
    }

    static Path state(Path folder, long sequence) {
        return folder.resolve(STATE + sequence);
    }

    static Path newState(Path folder) {
        return folder.resolve("new-state");
    }

    /** A folder that is not there yet, for files that are not used any more and must not be lost. */
    static Path newAside(Path folder) {
        int number = 1;
        while (Files.exists(folder.resolve(ASIDE + number))) {
            number++;
        }
        return folder.resolve(ASIDE + number);
    }

    /** Sequences that states are stored of, ascending. */
    static NavigableSet<Long> states(Path folder) throws IOException {
        return numbers(folder, STATE);
    }

    /** Numbers of the files of blocks or of what is left of them, ascending. */
    static NavigableSet<Long> segments(Path folder) throws IOException {
        NavigableSet<Long> segments = numbers(folder, TRADES);
        segments.addAll(numbers(folder, INDEX));
        return segments;
    }

    private static NavigableSet<Long> numbers(Path folder, String prefix) throws IOException {
        NavigableSet<Long> numbers = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path file : files) {
                String number = file.getFileName().toString().substring(prefix.length());
                if (number.matches("[0-9]{1,19}")) {
                    numbers.add(Long.parseUnsignedLong(number));
                }
            }
        }
        return numbers;
    }
}
