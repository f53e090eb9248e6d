/** Prices as clients see them, written into a buffer. */
@NullMarked
package io.tickgate.gateway.encode;

import org.jspecify.annotations.NullMarked;
