/**
 * Faults against the real thing: {@code tickgate run} as a process of its own, killed, stopped, cut off from its exchange or its Redis,
 * and asked over HTTP what it makes of it. Slow; how often a fault is repeated is a system property.
 */
@NullMarked
package io.tickgate.cli.faults;

import org.jspecify.annotations.NullMarked;
