package io.tickgate.simulation;

/** Known bugs that the simulation must find. Each is switched on by its test alone, and names the invariant by which it is to be found. */
enum PlantedFault {
    NONE(Invariant.G1, "nothing is wrong"),
    ENGINE_TIME_FROZEN(Invariant.G1, "engine time stands still for a while, so that a silence is not seen"),
    RECOVERY_SHORTENED(Invariant.G2, "the recovery that is configured reaches the market as a fifth of it"),
    PAUSE_HIDDEN(Invariant.G3, "engine time leaves out the time for which the process stood still"),
    WALL_CLOCK_DECIDES(Invariant.G4, "engine time follows the wall clock's jumps"),
    DELAYED_FLAG_DROPPED(Invariant.G5, "what waited in the socket is published as if it were fresh"),
    REFERENCE_ALTERED(Invariant.G6, "an acceptance names another reference price than the trade had"),
    LEAD_IGNORED(Invariant.G6, "the lead that is configured reaches the market as none"),
    KEY_ALTERED(Invariant.G7, "the command carries another key than the client gave"),
    KNOWN_BET_HIDDEN(Invariant.G8, "the read model loses a bet now and then"),
    DEAD_MAN_IGNORED(Invariant.G9, "the gateway does not ask whether the engine moves"),
    RECORD_SKIPPED(Invariant.J1, "a record reaches the market and not the journal"),
    RECORD_DOUBLED(Invariant.J1, "a record is appended twice"),
    RECORDS_SWAPPED(Invariant.J1, "two records are appended in the other order"),
    ACKNOWLEDGED_BEFORE_APPEND(Invariant.J2, "a client is told before the journal has the bet"),
    STARTED_WITHOUT_RECORD(Invariant.J2, "a restart publishes no ENGINE_STARTED"),
    APPEND_FAILURE_SWALLOWED(Invariant.J3, "a failed append is ignored"),
    DISK_CONDITION_DROPPED(Invariant.J3, "the condition of a disk that is nearly full is not published"),
    CHECKSUM_IGNORED(Invariant.J4, "records are read without looking at their checksum"),
    LOST_EVENT_DROPPED(Invariant.R1, "the loss of a connection is not published"),
    HOLE_SWALLOWED(Invariant.R1, "the feed gives trades ids of its own, so that what is lost is never missed"),
    SILENCE_CLAIMED(Invariant.R1, "a statement names the newest trade that came, not the venue's newest"),
    HIT_INVENTED(Invariant.R2, "a void bet is recorded as hit"),
    MISS_WITHOUT_PROOF(Invariant.R1, "a void bet is recorded as missed"),
    OUTCOME_CHANGED(Invariant.R3, "a decided bet is decided again, otherwise"),
    VOID_TOO_EARLY(Invariant.R3, "the deadline that is configured reaches the market as half of it"),
    REPLAYED_IN_OTHER_ORDER(Invariant.R4, "a restart takes two neighbouring records in the other order"),
    STALE_SNAPSHOT(Invariant.R4, "a start from a snapshot leaves out the records that follow it"),
    WINDOW_EDGE_SHIFTED(Invariant.R5, "the command's window begins and ends a nanosecond late"),
    TRADE_TIME_CUT(Invariant.R5, "trade times lose what is less than a microsecond"),
    ROUNDED_FLAG_DROPPED(Invariant.R5, "a rounded price is published as if it were exact"),
    OUTCOME_OMITTED(Invariant.R6, "an outcome is not recorded"),
    OUTCOME_DOUBLED(Invariant.R6, "an outcome is recorded once more after a restart");

    private final Invariant foundBy;
    private final String sentence;

    PlantedFault(Invariant foundBy, String sentence) {
        this.foundBy = foundBy;
        this.sentence = sentence;
    }

    Invariant foundBy() {
        return foundBy;
    }

    String sentence() {
        return sentence;
    }
}
