/**
 * Coinbase Exchange ({@code ws-feed}): what its frames say. In: text frames on the connection's thread. Out: messages, on the same
 * thread. Dropped and counted: what {@link io.tickgate.feed.decode} says, and quotes older than one that came before.
 */
@NullMarked
package io.tickgate.feed.coinbase;

import org.jspecify.annotations.NullMarked;
