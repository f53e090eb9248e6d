/** Tests of what all decoders share, and helpers of their tests. */
@NullMarked
package io.tickgate.feed.decode;

import org.jspecify.annotations.NullMarked;
