/** Tests of the parts of this package without a server. */
@NullMarked
package io.tickgate.simulator.server;

import org.jspecify.annotations.NullMarked;
