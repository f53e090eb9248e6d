/**
 * What goes wrong on purpose. In come faults from the control endpoint or a test, on any thread; the board keeps those that last and hands the momentary ones to the source's
 * thread through a bounded queue. A full queue is refused, never dropped silently.
 */
@NullMarked
package io.tickgate.simulator.fault;

import org.jspecify.annotations.NullMarked;
