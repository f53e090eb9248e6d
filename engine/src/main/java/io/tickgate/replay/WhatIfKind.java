package io.tickgate.replay;

/** Sorts of decisions that other rules change. */
public enum WhatIfKind {
    /** A gate would be open or closed, or closed for another reason, for some time. */
    GATE,
    /** A bet would be answered otherwise. */
    BET,
    /** A bet would end otherwise. */
    OUTCOME,
    /** A miss would be contradicted, or would not. */
    CONTRADICTION,
    /** A stream would have another health for some time. */
    HEALTH,
    /** What is shown of an instrument would come from another stream for some time. */
    SOURCE
}
