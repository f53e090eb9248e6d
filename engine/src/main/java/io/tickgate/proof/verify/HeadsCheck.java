package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.keys.KeyTable;
import io.tickgate.proof.merkle.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of heads that somebody kept, a line each: whether they follow one another, and whether a wanted head is one of them. A head names the one before it by its
 * hash, so the signature of the last of an unbroken run vouches for the whole run; of each run that one is checked. Used once, on one thread.
 */
final class HeadsCheck {
    private final String name;
    private final long number;
    private final long sequence;
    private final byte[] hash;
    private final @Nullable KeyTable keys;
    private @Nullable Head found;
    private @Nullable Head behindFound;
    private long count;
    private long holes;
    private long firstNumber;

    /**
     * Looks for a head.
     *
     * @param name of the member that names it.
     * @param number of the head.
     * @param sequence that it covers.
     * @param hash of its signed bytes.
     * @param keys the published ones, null when not at hand.
     */
    HeadsCheck(String name, long number, long sequence, byte[] hash, @Nullable KeyTable keys) {
        this.name = name;
        this.number = number;
        this.sequence = sequence;
        this.hash = hash;
        this.keys = keys;
    }

    /** Checks for the head of a receipt. */
    static String run(Head wanted, Path heads, @Nullable KeyTable keys) throws CheckFailure {
        return new HeadsCheck("head", wanted.number(), wanted.sequence(), wanted.hash(), keys).read(heads);
    }

    /** Makes the check; says what holds. */
    String read(Path heads) throws CheckFailure {
        Head before = null;
        try (BufferedReader reader = Files.newBufferedReader(heads, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                count++;
                Head head = parse(line);
                checkFollows(head, before);
                if (before != null && head.number() != before.number() + 1) {
                    holes++;
                    checkSignature(before, count - 1);
                }
                compare(head);
                before = head;
            }
        } catch (IOException e) {
            throw new CheckFailure("the file of heads cannot be read: " + e);
        }
        if (before != null) {
            checkSignature(before, count);
        }
        CheckFailure.unless(found != null, name + ": number " + number + " is not among the " + count + " kept heads");
        return "Its head is number " + number + ", one of " + count + " kept heads from number " + firstNumber + " on; "
                + (holes == 0
                        ? "each names the one before."
                        : "there are " + holes + " holes between them, and across a hole nothing ties them together.");
    }

    private void compare(Head head) throws CheckFailure {
        Head one = found;
        if (one != null && head.number() == number + 1) {
            behindFound = head;
        }
        if (head.number() == number) {
            CheckFailure.unless(
                    head.sequence() == sequence && Arrays.equals(head.hash(), hash),
                    name + ": the kept head " + number + " is another one: there are two chains");
            found = head;
        }
    }

    /**
     * Whether a key can have signed while the wanted head was the newest one.
     *
     * @throws CheckFailure when it was rotated out before that head, or began after the one behind it.
     */
    void checkSigner(KeyTable.Entry signer) throws CheckFailure {
        Head from = found;
        Head to = behindFound;
        CheckFailure.unless(
                from == null
                        || signer.isCurrent()
                        || from.timeEpochNs() - signer.toEpochNs() <= SignatureChecks.ROTATION_SLACK_NS,
                "signature.key: " + signer.id() + " was rotated out before " + name + " was made");
        CheckFailure.unless(
                to == null || signer.fromEpochNs() - to.timeEpochNs() <= SignatureChecks.ROTATION_SLACK_NS,
                "signature.key: " + signer.id() + " began to sign when " + name + " was no longer the newest");
    }

    private Head parse(String line) throws CheckFailure {
        try {
            Head head = Head.parse(line.getBytes(StandardCharsets.UTF_8));
            if (count == 1) {
                firstNumber = head.number();
            }
            if (keys != null) {
                SignatureChecks.headKey(head, keys, "heads: line " + count);
            }
            return head;
        } catch (NotCanonicalException e) {
            throw noHead(count, e);
        }
    }

    private static void checkSignature(Head head, long line) throws CheckFailure {
        try {
            CheckFailure.unless(head.isSigned(), "heads: line " + line + " does not match its signature");
        } catch (NotCanonicalException e) {
            throw noHead(line, e);
        }
    }

    private static CheckFailure noHead(long line, NotCanonicalException why) {
        return new CheckFailure("heads: line " + line + " is no head: " + why.getMessage());
    }

    /** A file may begin in the midst and have holes; where two numbers follow, so must the hashes. */
    private void checkFollows(Head head, @Nullable Head before) throws CheckFailure {
        String line = "heads: line " + count;
        if (before == null) {
            CheckFailure.unless(
                    head.number() > 0 || Arrays.equals(head.previous(), new byte[Sha256.LENGTH]),
                    line + " is the first head but names one before");
            return;
        }
        CheckFailure.unless(
                head.number() > before.number()
                        && head.sequence() > before.sequence()
                        && head.firstSequence() == before.firstSequence(),
                line + " does not lie behind the one before");
        CheckFailure.unless(
                head.number() != before.number() + 1 || Arrays.equals(head.previous(), before.hash()),
                line + " does not name the head before it");
    }
}
