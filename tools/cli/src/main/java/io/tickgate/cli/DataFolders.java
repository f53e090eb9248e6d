package io.tickgate.cli;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import java.nio.file.Path;

/** Finds the data folder that is meant. */
final class DataFolders {
    private DataFolders() {}

    /** The data folder itself, also when its {@code journal} folder was named. */
    static Path of(Path named) {
        Path folder = named.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        if (parent == null || RecordLog.exists(DataFolder.journalOf(folder))) {
            return folder;
        }
        return folder.equals(DataFolder.journalOf(parent)) && RecordLog.exists(folder) ? parent : folder;
    }

    /**
     * What a command says that has not read a journal from its first record on.
     *
     * @param fromSequence of the first record that it took in.
     */
    static String pruned(long fromSequence) {
        return "The journal's first files were deleted: this covers it from sequence " + fromSequence
                + " on, behind the oldest snapshot that is left.";
    }
}
