package io.tickgate.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What truly happened in a run, noted outside the code that is judged by it. */
final class Evidence {
    /**
     * A record as it was published to the ring.
     *
     * @param life of the process.
     * @param sequence that it got.
     * @param bytes as published.
     * @param atNs true monotonic time.
     * @param isStale whether it is a tick that had waited before it was read: it may refresh nothing.
     * @param isDeaf whether, as far as a feed could know, no connection delivered when it was published.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record RingEntry(int life, long sequence, byte[] bytes, long atNs, boolean isStale, boolean isDeaf) {}

    /** What a client asked for. */
    record Terms(long minE8, long maxE8, long fromEpochNs, long toEpochNs, long stakeMinor) {}

    /** What a client was told. */
    enum Told {
        TAKEN,
        REPEATED,
        /** 4xx, save the next. */
        REFUSED,
        KEY_REUSED,
        /** 503 for a closed gate. */
        CLOSED,
        /** 503 for a full ring. */
        BUSY,
        /** By a query: this is the bet. */
        FOUND,
        /** By a query: no bet under this key, and none will be. */
        NOT_ACCEPTED
    }

    /**
     * An answer at the moment it left the process.
     *
     * @param betIdLow of the bet that it names, 0 for none.
     * @param sequence of the bet that it names, 0 for none.
     * @param commandIdLow of the command that it answers, 0 when the gateway answered by itself.
     * @param published how many records had been published to a ring by then.
     */
    record Answer(
            int life,
            long atNs,
            String key,
            Terms terms,
            Told told,
            int detail,
            long betIdLow,
            long sequence,
            long commandIdLow,
            int published) {}

    /** What the process showed of a bet's end. */
    record Shown(long atNs, long betIdLow, int outcome) {}

    /** How a life of the process ended. */
    enum End {
        RUNS,
        KILLED,
        APPEND_FAILED,
        STAGE_FAILED,
        REFUSED_TO_START
    }

    /** What holds by the configuration in one life. */
    record Configured(Scenario.Thresholds thresholds, Scenario.MarketRule rule) {}

    /** One life of the process. */
    static final class Life {
        final int number;

        long lastSequenceFound;
        End end = End.RUNS;
        /** Decisions that were recorded after an append had failed. */
        int decisionsAfterFailure;

        boolean isAppendFailed;
        boolean isRecovered;

        @Nullable
        Configured configured;

        Life(int number) {
            this.number = number;
        }
    }

    final List<VenueTrade> trades = new ArrayList<>();
    /** Trades whose time lies before what the venue had said already. */
    final Set<VenueTrade> backDated = new HashSet<>();

    final List<RingEntry> ring = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Shown> shown = new ArrayList<>();
    final List<Life> lives = new ArrayList<>();
    /** Commands that entered the ring while the engine had not moved: how long, by command id. */
    final List<long[]> idleCommands = new ArrayList<>();
    /** Since when free space lies below the watermark and the watch has seen it, or -1; as pairs of true times. */
    final List<long[]> lowDisk = new ArrayList<>();

    /** When the process stood still: from, to, true times. */
    final List<long[]> pauses = new ArrayList<>();

    List<byte[]> journal = List.of();
    List<byte[]> decisions = List.of();
    boolean isFlipUnnoticed;

    @Nullable
    String startRefused;

    Life newLife() {
        Life life = new Life(lives.size());
        lives.add(life);
        return life;
    }
}
