/**
 * What is sent: the generated market or a recording, each on one thread of its own ({@code sim-source}), which asks the fault board before each event, finds the subscribers and
 * offers. Live, a subscriber that is full is closed; in a replay the source waits for it. The market goes on whether anybody listens or not.
 */
@NullMarked
package io.tickgate.simulator.source;

import org.jspecify.annotations.NullMarked;
