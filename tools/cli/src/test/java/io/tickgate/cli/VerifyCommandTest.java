package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.proof.acceptance.AcceptanceSigner;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalWriter;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.proof.verify.Verification;
import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    Path data;

    /** A signed acceptance, with its keys in the data folder. */
    private Path acceptance() throws IOException {
        KeyFolder folder = KeyFolder.of(data, null);
        KeyRing keys = new KeyRing(folder, 1, Counters.inMemory());
        AcceptanceSigner signer =
                new AcceptanceSigner(keys, folder.secret(), () -> null, () -> Directory.EMPTY, Counters.inMemory());
        BetView bet = new BetView(
                1, 2, 3, 4, 1, 1, 1, 100, 200, 5, 6, 7, 0, 2, 9, 50, 1, "t", "u", "k", new byte[0], null, null);
        List<String> signed = new ArrayList<>();
        assertTrue(signer.offer(bet, signed::add));
        signer.doWork();
        return Files.writeString(data.resolve("acceptance.json"), signed.get(0) + "\n");
    }

    private Path keys() {
        return data.resolve("proof/keys/keys.json");
    }

    @Test
    void shouldAcceptWhatWasSignedAndSayWhatThatDoesNotProve() throws IOException {
        CommandRun run = CommandRun.of("verify", acceptance().toString(), "--keys", keys().toString());
        CommandRun json = CommandRun.of("verify", "--json", acceptance().toString());

        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("ok           signature "), run.out());
        Verification.LIMITS.forEach(limit -> assertTrue(run.out().contains(limit), limit));
        assertEquals(0, json.code());
        assertTrue(json.out().contains("\"accepted\""), json.out());
    }

    @Test
    void shouldRejectWhatWasChangedAndNameIt() throws IOException {
        Path file = acceptance();
        Files.writeString(file, Files.readString(file).replace("\"stake\":\"7\"", "\"stake\":\"8\""));

        CommandRun run = CommandRun.of("verify", file.toString());

        assertEquals(1, run.code());
        assertTrue(run.out().contains("FAILED       signature "), run.out());
        assertTrue(run.out().contains("REJECTED."), run.out());
    }

    /** A file must not write its own verdict on the terminal. */
    @Test
    void shouldShowWhatATerminalWouldObey() throws IOException {
        Path file = acceptance();
        String odd = "1\u001b[2J\nok           signature   fine\r\u009b1m\u202e\u2066";
        String canonical =
                odd.replace("\u001b", "\\u001b").replace("\n", "\\u000a").replace("\r", "\\u000d");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"min\":\"[^\"]*\"", Matcher.quoteReplacement("\"min\":\"" + canonical + "\"")));
        Path badKeys = Files.writeString(data.resolve("keys"), "{\"\u001b[2J\u009b\":\"1\"}");

        CommandRun text = CommandRun.of("verify", file.toString());
        CommandRun json = CommandRun.of("verify", "--json", file.toString());
        CommandRun keys = CommandRun.of("verify", file.toString(), "--keys", badKeys.toString());

        assertTrue(
                text.out()
                        .contains(
                                "band 1\\u001b[2J\\u000aok           signature   fine\\u000d\\u009b1m\\u202e\\u2066 to"),
                text.out());
        for (CommandRun run : List.of(text, json, keys)) {
            String all = run.out() + run.err();
            assertTrue(all.codePoints().allMatch(point -> point == '\n' || !Character.isISOControl(point)), all);
            assertTrue(all.codePoints().noneMatch(point -> Character.getType(point) == Character.FORMAT), all);
        }
    }

    @Test
    void shouldRefuseWrongOptionsInASentence() throws IOException {
        Path file = acceptance();
        Path garbage = Files.writeString(data.resolve("garbage"), "{}");

        CommandRun noFile = CommandRun.of("verify", data.resolve("none").toString());
        CommandRun noKeys = CommandRun.of("verify", file.toString(), "--keys", garbage.toString());
        CommandRun noJournal = CommandRun.of("verify", file.toString(), "--journal", "/nowhere/at/all");
        CommandRun noReceipt = CommandRun.of("verify", garbage.toString());

        assertEquals(2, noFile.code());
        assertTrue(noFile.err().contains("there is no "), noFile.err());
        assertEquals(2, noKeys.code());
        assertTrue(noKeys.err().contains("is no list of public keys"), noKeys.err());
        assertEquals(2, noJournal.code());
        assertEquals(1, noReceipt.code());
    }

    @Test
    void shouldSayThatAnErrorAnswerOrAFolderIsNoReceipt() throws IOException {
        Path error = Files.writeString(
                data.resolve("error"),
                "{\"error\":\"RECEIPT_PENDING\",\"message\":\"No head yet.\",\"retryable\":true}");

        CommandRun answered = CommandRun.of("verify", error.toString());
        CommandRun folder = CommandRun.of("verify", data.toString());
        CommandRun keysFolder = CommandRun.of("verify", acceptance().toString(), "--keys", data.toString());

        assertEquals(2, answered.code());
        assertTrue(answered.err().contains("this is an error answer: RECEIPT_PENDING"), answered.err());
        assertEquals(2, folder.code());
        assertTrue(folder.err().contains(data + " is a folder"), folder.err());
        assertEquals(2, keysFolder.code());
        assertTrue(keysFolder.err().contains("--keys: " + data + " is a folder"), keysFolder.err());
    }

    @Test
    void shouldReadHeadsLineByLineAndAsTheyAreAnswered() throws Exception {
        String head = CanonicalWriter.text(head(3));
        String next = CanonicalWriter.text(head(4));
        Path lines = Files.writeString(data.resolve("lines"), head + "\n\n" + next + "\n");
        Path answers = Files.writeString(
                data.resolve("answers"), "{\"heads\":[" + head + "," + next + "],\"newest\":\"4\"}\n{\"heads\":[]}\n");

        try (KeptHeads ofLines = KeptHeads.read(lines);
                KeptHeads ofAnswers = KeptHeads.read(answers)) {
            assertEquals(head + "\n" + next + "\n", Files.readString(ofLines.lines()));
            assertEquals(head + "\n" + next + "\n", Files.readString(ofAnswers.lines()));
        }
    }

    @Test
    void shouldRefuseAFileThatHasNoHeadsInsteadOfRejectingTheReceipt() throws IOException {
        Path page = Files.writeString(data.resolve("page"), "<html>\n");

        CommandRun garbage = CommandRun.of("verify", acceptance().toString(), "--heads", page.toString());
        Files.write(page, new byte[] {(byte) 0xFF, '\n'});
        CommandRun bytes = CommandRun.of("verify", acceptance().toString(), "--heads", page.toString());

        assertEquals(2, bytes.code(), bytes.out());
        assertTrue(bytes.err().contains("it is not UTF-8"), bytes.err());
        assertEquals(2, garbage.code(), garbage.out());
        assertTrue(garbage.err().contains("line 1 is neither a head nor an answer of /api/heads"), garbage.err());
        assertEquals("", garbage.out());
    }

    private static CanonicalObject head(long number) {
        Head head = new Head(number, 1, 10 + number, 5, new byte[32], new byte[32], new CanonicalObject());
        return head.toCanonical();
    }

    @Test
    void shouldRotateKeysAndListThem() throws IOException {
        Path file = acceptance();

        CommandRun rotated = CommandRun.of("keys", "rotate", "--data", data.toString());
        CommandRun list = CommandRun.of("keys", "list", "--data", data.toString());
        CommandRun nowhere =
                CommandRun.of("keys", "rotate", "--data", data.resolve("none").toString());

        assertEquals(0, rotated.code(), rotated.err());
        assertTrue(rotated.out().contains(" signs from the next head on."), rotated.out());
        assertEquals(2, list.out().lines().count());
        assertEquals(1, nowhere.code());
        assertTrue(nowhere.err().contains("There are no keys in"), nowhere.err());
        assertEquals(
                0,
                CommandRun.of("verify", file.toString(), "--keys", keys().toString())
                        .code());
    }

    @Test
    void shouldListAKeyThatIsGivenAndRefuseToRotateIt() throws IOException {
        KeyFolder.Keys made = KeyFolder.of(data.resolve("other"), null).open(1);
        Path pem = data.resolve("other/proof/keys").resolve(made.key().id() + ".pem");
        KeyFolder.of(data, pem).open(2);

        CommandRun rotated = CommandRun.of("keys", "rotate", "--data", data.toString());
        CommandRun list = CommandRun.of("keys", "list", "--data", data.toString());

        assertEquals(1, rotated.code(), rotated.out());
        assertTrue(rotated.err().contains("Put another key into that file and restart the engine"), rotated.err());
        assertEquals(0, list.code(), list.err());
        assertTrue(list.out().startsWith(made.key().id()), list.out());
    }
}
