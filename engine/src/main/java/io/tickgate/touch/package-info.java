/**
 * What touches a band within a window, and when a window is proven to be untouched: pure functions of numbers, used alike by the
 * market for bets, by queries over history and by the offline verifier, so that all three give one answer. Holds no state, belongs to no
 * thread, allocates nothing on the way of a trade.
 */
@NullMarked
package io.tickgate.touch;

import org.jspecify.annotations.NullMarked;
