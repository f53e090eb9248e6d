package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.merkle.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file of heads that somebody kept, a line each: whether they follow one another, and whether a receipt's head is one of them. Stateless. */
final class HeadsCheck {
    /** A thousandth of the signatures of a year take a minute; the hashes hold the rest together. */
    private static final int SIGNATURES_MAX = 1_000;

    private HeadsCheck() {}

    static String run(Head wanted, Path heads) throws CheckFailure {
        Head before = null;
        boolean isFound = false;
        long count = 0;
        try (BufferedReader reader = Files.newBufferedReader(heads, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                count++;
                Head head = parse(line, count, count <= SIGNATURES_MAX);
                checkFollows(head, before, count);
                if (head.number() == wanted.number()) {
                    CheckFailure.unless(
                            Arrays.equals(head.signedBytes(), wanted.signedBytes()),
                            "head: the kept head " + wanted.number() + " is another one: there are two chains");
                    isFound = true;
                }
                before = head;
            }
        } catch (IOException e) {
            throw new CheckFailure("the file of heads cannot be read: " + e);
        }
        CheckFailure.unless(isFound, "head: number " + wanted.number() + " is not among the " + count + " kept heads");
        return "Its head is number " + wanted.number() + " of the " + count
                + " kept ones, each of which names the one before.";
    }

    private static Head parse(String line, long number, boolean isSignatureChecked) throws CheckFailure {
        try {
            Head head = Head.parse(line.getBytes(StandardCharsets.UTF_8));
            CheckFailure.unless(
                    !isSignatureChecked || head.isSigned(), "heads: line " + number + " does not match its signature");
            return head;
        } catch (NotCanonicalException e) {
            throw new CheckFailure("heads: line " + number + " is no head: " + e.getMessage());
        }
    }

    /** A file may begin in the midst and have holes; where two numbers follow, so must the hashes. */
    private static void checkFollows(Head head, @Nullable Head before, long number) throws CheckFailure {
        String line = "heads: line " + number;
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
