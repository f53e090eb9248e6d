/** Tests of what the venue says. */
@NullMarked
package io.tickgate.feed.coinbase;

import org.jspecify.annotations.NullMarked;
