/**
 * The {@code tickgate} command. In: arguments, the environment, a configuration file. Out: text or JSON on standard output, log and
 * errors on standard error, and the exit code: 0 done, 1 the world is not as it should be (a sentence says what), 2 a wrong option, 70
 * a stage of the engine failed and the process was halted.
 *
 * <p>A command runs on the main thread. {@code run}, {@code demo} and {@code simulate} then wait for a signal; what they started is
 * closed on the thread {@code stop}, in the order gateway, engine, simulator, Redis. Nothing here is on the way of a tick.
 */
@NullMarked
package io.tickgate.cli;

import org.jspecify.annotations.NullMarked;
