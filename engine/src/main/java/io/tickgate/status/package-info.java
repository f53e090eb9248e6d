/**
 * What a night operator sees: counters, the log of distinct errors and the last bad frames, in mapped files of the data folder that
 * {@code tickgate stat} reads while the process runs and after it died. Any thread may count or record; neither can block, throw or grow.
 *
 * <p>Also the shape in which feeds and back-fill say how they do: immutable snapshots behind {@link io.tickgate.status.FeedsView}, for any
 * thread.
 */
@NullMarked
package io.tickgate.status;

import org.jspecify.annotations.NullMarked;
