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
 * they are older than what is to be kept, and then windows that reach back there are indeterminate. The journal is the truth: whatever
 * does not check here is made again from it.
 */
@NullMarked
package io.tickgate.history;

import org.jspecify.annotations.NullMarked;
