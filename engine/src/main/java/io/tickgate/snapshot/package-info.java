/**
 * Snapshots, made by a second market that reads the journal behind the engine, and what hangs on them: a quick start, and files of the
 * journal that may go.
 *
 * <pre>
 *   journal, behind Published.sequence() ──► SecondMarket ── its decisions compared with the recorded ones
 *                                               │
 *                                               ├─ newly covered trades, coverage ──► HistorySink
 *                                               └─ STATE_HASHED that equals ──► SnapshotFolder: snapshots/SEQUENCE.snapshot
 *                                                                                   │
 *   start: newest one that checks ◄─────────────────────────────────────────────────┤
 *   replay of a pruned journal: oldest one that lies in it ◄────────────────────────┤
 *   Pruning: whole files that neither the two newest nor a Keeper needs ◄───────────┘
 * </pre>
 *
 * <p>In: records that are published, on thread {@code second-market}, which lags and never holds the engine up. Out: snapshot files, each with its own
 * hash, the newest three and some older ones that files of the journal begin with; the history. Nothing may be dropped: a decision that differs stops the process.
 */
@NullMarked
package io.tickgate.snapshot;

import org.jspecify.annotations.NullMarked;
