/** The way of prices to one client, on one thread and without a socket. */
@NullMarked
package io.tickgate.gateway.ws;

import org.jspecify.annotations.NullMarked;
