/**
 * Who wants what: stream names to subscribers. Sources look up and offer on their thread, connections enter and leave on their I/O threads. A subscriber that is full is an
 * answer to the source, which closes it (live) or waits for it (replay); nothing is dropped here.
 */
@NullMarked
package io.tickgate.simulator.stream;

import org.jspecify.annotations.NullMarked;
