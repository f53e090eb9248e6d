/**
 * How long a start takes with a week behind it: a data folder is made up, an engine writes a snapshot of it, and processes of their own start on
 * it, with the snapshot and without.
 */
@NullMarked
package io.tickgate.perf.restart;

import org.jspecify.annotations.NullMarked;
