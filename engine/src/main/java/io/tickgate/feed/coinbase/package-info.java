/**
 * Coinbase Exchange: what its frames say, and how it is asked. In: text frames on the connection's thread. Out: messages, on the same
 * thread. Dropped and counted: what {@link io.tickgate.feed.decode} says.
 */
@NullMarked
package io.tickgate.feed.coinbase;

import org.jspecify.annotations.NullMarked;
