/** Tests of the decoder of Binance. */
@NullMarked
package io.tickgate.feed.binance;

import org.jspecify.annotations.NullMarked;
