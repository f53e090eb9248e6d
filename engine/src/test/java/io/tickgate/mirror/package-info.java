/** Tests of the mirror against real Redis servers, one each, started through {@link io.tickgate.mirror.EmbeddedRedis}. */
@NullMarked
package io.tickgate.mirror;

import org.jspecify.annotations.NullMarked;
