package io.tickgate.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private final Path folder;

    DataFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldBeTakenAgainWhenItWasGivenBack() {
        DataFolder.take(folder.resolve("data")).close();

        try (DataFolder again = DataFolder.take(folder.resolve("data"))) {
            assertEquals(folder.resolve("data").resolve("journal"), again.journal());
            assertEquals(folder.resolve("data").resolve("decisions"), again.decisions());
        }
    }

    @Test
    void shouldBeGivenBackOnceWhenClosedTwice() {
        DataFolder taken = DataFolder.take(folder);
        taken.close();

        taken.close();

        DataFolder.take(folder).close();
    }

    @Test
    void shouldNameTheHolderWhenTakenTwiceByThisProcess() {
        try (DataFolder held = DataFolder.take(folder)) {
            JournalException thrown = assertThrows(JournalException.class, () -> DataFolder.take(held.path()));

            String pid = Long.toString(ProcessHandle.current().pid());
            assertTrue(thrown.toString().contains("in use by process " + pid), thrown.toString());
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenThePathIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        JournalException thrown = assertThrows(JournalException.class, () -> DataFolder.take(file));

        assertTrue(thrown.toString().contains(file.toString()), thrown.toString());
    }

    /** POSIX drops all of a process's locks on a file when it closes any descriptor of it. */
    @Test
    @Tag("slow")
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void shouldStillBeHeldAgainstOthersWhenThisProcessTriedTwice() throws Exception {
        try (DataFolder held = DataFolder.take(folder)) {
            assertThrows(JournalException.class, () -> DataFolder.take(held.path()));

            String answer = firstLineOf(ChildProcess.start(TakeFolder.class, folder.toString()));

            assertTrue(
                    answer.contains(
                            "in use by process " + ProcessHandle.current().pid()),
                    answer);
        }
    }

    @Test
    @Tag("slow")
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void shouldBeFreeWhenItsHolderIsKilled() throws Exception {
        Process holder = ChildProcess.start(TakeFolder.class, folder.toString());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("taken", lines.readLine());
        JournalException thrown = assertThrows(JournalException.class, () -> DataFolder.take(folder));
        assertTrue(thrown.toString().contains("in use by process " + holder.pid()), thrown.toString());

        holder.destroyForcibly().waitFor();

        DataFolder.take(folder).close();
    }

    private static String firstLineOf(Process process) throws IOException, InterruptedException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return String.valueOf(lines.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A process that takes the folder, says so or why not, and holds it until it is killed. */
    static final class TakeFolder {
        private TakeFolder() {}

        /** Entry point: the folder. */
        public static void main(String[] args) throws IOException {
            try (DataFolder held = DataFolder.take(Path.of(args[0]))) {
                System.out.println("taken");
                while (System.in.read() >= 0) {
                    System.out.println("still holds " + held.path());
                }
            } catch (JournalException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
