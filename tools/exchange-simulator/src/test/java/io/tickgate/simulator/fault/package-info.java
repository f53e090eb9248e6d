/** Tests of the parts of this package without a server. */
@NullMarked
package io.tickgate.simulator.fault;

import org.jspecify.annotations.NullMarked;
