/**
 * What a tick costs, part by part, as CPU time and allocated bytes of the thread that does the work. Contenders run in turns within
 * one process and are judged by the ratio within each round; wall time is shown and not judged.
 *
 * <p>In: recorded or made-up ticks. Out: tables on the standard output. Nothing here is a test and nothing fails for being slow.
 */
@NullMarked
package io.tickgate.perf.cost;

import org.jspecify.annotations.NullMarked;
