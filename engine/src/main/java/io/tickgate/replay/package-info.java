/**
 * Replays for people: every decision made again and put beside the recorded one, and what other rules would have decided.
 *
 * <p>In: the records of a journal, on the thread of the command that asked. Out: what differs, in words, as a bounded list and as sums.
 * Dropped: differences beyond the bound of the list; they are counted. Nothing is written to a journal and nobody is told.
 */
@NullMarked
package io.tickgate.replay;

import org.jspecify.annotations.NullMarked;
