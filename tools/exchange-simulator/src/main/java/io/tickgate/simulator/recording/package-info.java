/**
 * Recorded frames in a file, read one after another by the one thread that owns the reader. Knows the file's line formats and nothing of what a frame says. Lines that are no frames
 * are skipped and counted.
 */
@NullMarked
package io.tickgate.simulator.recording;

import org.jspecify.annotations.NullMarked;
