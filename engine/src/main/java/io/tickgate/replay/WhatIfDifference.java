package io.tickgate.replay;

import org.jspecify.annotations.Nullable;

/** One decision that would be another one, or a time during which something would be otherwise. Owned by the replay's thread until it ends. */
public final class WhatIfDifference {
    private final WhatIfKind kind;
    private final String subject;
    private final long sequence;
    private final long fromEpochNs;
    private final String was;
    private final String wouldBe;
    private long toEpochNs;

    WhatIfDifference(WhatIfKind kind, String subject, long sequence, long fromEpochNs, String was, String wouldBe) {
        this.kind = kind;
        this.subject = subject;
        this.sequence = sequence;
        this.fromEpochNs = fromEpochNs;
        this.was = was;
        this.wouldBe = wouldBe;
    }

    void end(long epochNs) {
        toEpochNs = epochNs;
    }

    public WhatIfKind kind() {
        return kind;
    }

    /** A market's or stream's name, an instrument's symbol, a bet's id. */
    public String subject() {
        return subject;
    }

    /** Sequence of the input record that caused it. */
    public long sequence() {
        return sequence;
    }

    /** Market time at which it would begin to be otherwise, ISO 8601. */
    public String from() {
        return DecisionWords.time(fromEpochNs);
    }

    /** Market time at which it would end to be otherwise, ISO 8601; null for what happens at once. */
    public @Nullable String to() {
        return toEpochNs == 0 ? null : DecisionWords.time(toEpochNs);
    }

    /** How long it would be otherwise in ns; 0 for what happens at once. */
    public long lastsNs() {
        return toEpochNs == 0 ? 0 : toEpochNs - fromEpochNs;
    }

    /** With the journal's rules. */
    public String was() {
        return was;
    }

    /** With the changed ones. */
    public String wouldBe() {
        return wouldBe;
    }
}
