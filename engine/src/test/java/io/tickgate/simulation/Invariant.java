package io.tickgate.simulation;

/** What must hold in every run. */
enum Invariant {
    G1("no bet is taken without a refreshing tick of the settlement stream within the critical age, to the nanosecond"),
    G2(
            "after critical no bet is taken before the whole recovery has passed without an interruption; a start is critical"),
    G3("a pause longer than the critical age is followed by critical"),
    G4("a jump of the wall clock changes no decision"),
    G5("what was replayed, doubled, back-dated, delayed or invalid refreshes nothing"),
    G6("the reference is an earlier journalled trade of the settlement stream, and nothing known lies in the window"),
    G7("one key, one bet, one answer; a refusal binds nothing"),
    G8("a refused bet leaves no trace; a bet without an answer can be asked for"),
    G9("an engine that does not move for 3 s takes no bets"),
    J1("what is published to the ring is journalled once, in its order, without a hole"),
    J2("what was acknowledged survives a kill at any step; a torn end is cut, and a start begins with its record"),
    J3("a failed append ends the process, a full disk closes the gates, before the next bet"),
    J4("a flipped bit is found, never believed"),
    R1("no miss without every trade of the window up to the proof"),
    R2("no hit without a journalled trade that proves it"),
    R3("decided is decided; void comes at the deadline and not before or after"),
    R4("the same journal gives the same decisions, and those of the plain resolver"),
    R5("the edges of window and band are where the rule says"),
    R6("each accepted bet is decided exactly once"),
    V1("after the last trouble the gate opens and bets are taken"),
    V2("no queue grows without bound"),
    V3("no stage throws");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
