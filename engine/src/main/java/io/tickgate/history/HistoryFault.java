package io.tickgate.history;

/**
 * Why history does not go on. Immutable.
 *
 * @param what happened, for people.
 * @param sequence up to which readers see everything.
 * @param sinceEpochNs market time at which it began.
 * @param isBehind whether readers see nothing newer meanwhile; otherwise it is only not kept in files.
 * @param isTriedAgain whether it goes on by itself once it can; otherwise with the next start.
 */
public record HistoryFault(String what, long sequence, long sinceEpochNs, boolean isBehind, boolean isTriedAgain) {}
