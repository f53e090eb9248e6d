/**
 * What questions to history cost over much history: time and CPU of the thread that asks. In: made-up trades. Out: a table on the
 * standard output. Nothing here is a test.
 */
@NullMarked
package io.tickgate.perf.history;

import org.jspecify.annotations.NullMarked;
