/**
 * CoinCap v3 ({@code wss.coincap.io/prices}): what its frames say. In: text frames on the connection's thread. Out: prices, on the same
 * thread; none of them is a trade. Dropped and counted: what {@link io.tickgate.feed.decode} says.
 */
@NullMarked
package io.tickgate.feed.coincap;

import org.jspecify.annotations.NullMarked;
