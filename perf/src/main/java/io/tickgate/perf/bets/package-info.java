/**
 * What a trade costs a market with many open bets: {@code bench bets}. A market alone, on an engine time of its own, on the calling
 * thread; nothing is journalled.
 */
@NullMarked
package io.tickgate.perf.bets;

import org.jspecify.annotations.NullMarked;
