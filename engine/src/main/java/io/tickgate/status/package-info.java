/**
 * What a night operator sees: counters and the log of distinct errors, in mapped files of the data folder that {@code tickgate stat}
 * reads while the process runs and after it died. Any thread may count or record; neither can block, throw or grow.
 */
@NullMarked
package io.tickgate.status;

import org.jspecify.annotations.NullMarked;
