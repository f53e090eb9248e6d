/**
 * JMH benchmarks of single parts, each on one thread, short by default, with the GC profiler. For the shape of a cost and for profiling;
 * the figures that are written down come from {@link io.tickgate.perf.cost}.
 */
@NullMarked
package io.tickgate.perf.jmh;

import org.jspecify.annotations.NullMarked;
