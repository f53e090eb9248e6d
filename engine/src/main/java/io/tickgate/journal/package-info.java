/**
 * The journal: the record that can prove what happened. Two Chronicle queues of one data folder, {@code journal} (input records, each
 * sequence once, without a hole) and {@code decisions} (what the market made of them), both FAST_HOURLY by engine time.
 *
 * <p>In: records, from the journal stage's thread ({@link io.tickgate.journal.JournalHandler}) and from the publish stage's. Out: the
 * same bytes, checked, to whoever reads ({@link io.tickgate.journal.RecordReader}, one a thread). Nothing is dropped: an append that
 * fails stops the process.
 */
@NullMarked
package io.tickgate.journal;

import org.jspecify.annotations.NullMarked;
