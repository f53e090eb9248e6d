/** Tests of what the venue says. */
@NullMarked
package io.tickgate.feed.coincap;

import org.jspecify.annotations.NullMarked;
