/** Ways into the feed's package-private parts, for measurements only. */
@NullMarked
package io.tickgate.feed;

import org.jspecify.annotations.NullMarked;
