package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.NotCanonicalException;
import java.util.ArrayList;
import java.util.List;

/** The checks of one file, in the order in which they were made. Owned by one thread. */
public final class Verification {
    /** What no receipt can prove; told with every success. */
    public static final List<String> LIMITS = List.of(
            "that the window had these trades and no others, unless the journal or the venue's trades were checked (raw records prove that each of them is in the chain, not that none was left out)",
            "that the venue's own data are right, or that it sent everybody the same",
            "that no other receipt was given for the same bet, unless its head is one that others keep (compare heads)",
            "that a bet which was refused or not answered should have been taken",
            "when anything happened by any clock but the node's and the venue's",
            "that whoever holds the signing key is who they say they are (get the public keys another way)",
            "that the stake was paid or the win paid out: no balances are held here");

    private final List<Check> checks = new ArrayList<>();

    Verification() {}

    /** A check that throws when it does not hold. */
    @FunctionalInterface
    interface Body {
        /** Returns what holds, in a sentence. */
        String run() throws CheckFailure, NotCanonicalException;
    }

    /** Makes a check. Content that cannot even be read has failed: whoever made it controls it. */
    boolean check(String name, Body body) {
        Check.State state = Check.State.FAILED;
        String text;
        try {
            text = body.run();
            state = Check.State.OK;
        } catch (CheckFailure | NotCanonicalException e) {
            text = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            text = "it cannot be read: " + e;
        }
        checks.add(new Check(name, state, text));
        return state == Check.State.OK;
    }

    void notChecked(String name, String why) {
        checks.add(new Check(name, Check.State.NOT_CHECKED, why));
    }

    /** Whether a check was made, however it came out. */
    boolean wasMade(String name) {
        return checks.stream().anyMatch(check -> check.name().equals(name) && check.state() != Check.State.NOT_CHECKED);
    }

    /** All checks. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Whether none failed. */
    public boolean isAccepted() {
        return checks.stream().noneMatch(check -> check.state() == Check.State.FAILED);
    }
}
