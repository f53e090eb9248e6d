package io.tickgate.proof.verify;

/**
 * One thing that was looked at. Immutable.
 *
 * @param name what, in a word or two.
 * @param state how it came out.
 * @param text a sentence: what holds, or what does not and where.
 */
public record Check(String name, State state, String text) {
    /** How a check came out. */
    public enum State {
        /** It holds. */
        OK,
        /** It does not. */
        FAILED,
        /** It was not looked at, since something needed for it was not given. */
        NOT_CHECKED
    }
}
