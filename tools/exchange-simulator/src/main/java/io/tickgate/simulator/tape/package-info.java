/**
 * What has happened on a venue, for its REST side and for the newest state: the newest trades of each symbol with all their ids, whether a client was told of them or not. The
 * source's thread writes, I/O threads read. Bounded: of each symbol the oldest trades are forgotten.
 */
@NullMarked
package io.tickgate.simulator.tape;

import org.jspecify.annotations.NullMarked;
