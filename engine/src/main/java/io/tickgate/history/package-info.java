/**
 * The trades that coverage took, kept so that a window of time can be asked for without reading the journal.
 *
 * <pre>
 *   second market ──► HistoryWriter ──► blocks of rows, a log a lane      (trades.N, index.N)
 *                          │            what was reached, unfinished blocks, coverage   (state-SEQUENCE)
 *                          ▼
 *                       History ◄── gateway, receipts, command line: any thread
 * </pre>
 *
 * <p>In: trades and coverage from the market that follows the journal, on its thread ({@link io.tickgate.history.HistoryWriter}). Out:
 * touch answers, trades, bars, coverage, to any thread ({@link io.tickgate.history.History}). Nothing is dropped; whole files go when
 * they are older than what is to be kept, and then windows that reach back there are indeterminate. The journal is the truth: states and
 * indexes that do not check at a start are made again from it where it is whole; where it is not, {@link
 * io.tickgate.history.HistoryOpening} says what is left. Damaged blocks are found when they are read, and stay as they are.
 */
@NullMarked
package io.tickgate.history;

import org.jspecify.annotations.NullMarked;
