/** What the measurements are fed with: recorded or made-up frames of Binance, and encoded ticks. Each object belongs to one thread. */
@NullMarked
package io.tickgate.perf.ticks;

import org.jspecify.annotations.NullMarked;
