/**
 * CoinCap v3: prices without trades, from a venue that wants a key. In: text frames on the connection's thread. Out: messages, on the same
 * thread. Dropped and counted: what {@link io.tickgate.feed.decode} says.
 */
@NullMarked
package io.tickgate.feed.coincap;

import org.jspecify.annotations.NullMarked;
