/** Tests of the whole simulator over real loopback sockets. */
@NullMarked
package io.tickgate.simulator;

import org.jspecify.annotations.NullMarked;
