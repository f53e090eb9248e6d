/**
 * The measurements: {@code tickgate bench engine} (what a tick costs), {@code bench jmh} (benchmarks of the parts) and {@code bench wire}
 * (socket in to socket out). Nothing depends on this module, and no figure fails a build.
 */
@NullMarked
package io.tickgate.perf;

import org.jspecify.annotations.NullMarked;
