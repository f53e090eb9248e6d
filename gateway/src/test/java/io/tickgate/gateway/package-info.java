/** The gateway from outside, over real sockets, with clients that nobody here wrote. */
@NullMarked
package io.tickgate.gateway;

import org.jspecify.annotations.NullMarked;
