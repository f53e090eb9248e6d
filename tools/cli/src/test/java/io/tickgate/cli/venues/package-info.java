/**
 * The whole process against simulated venues, in one JVM: what each fault of a venue costs, how it is noticed, and how it heals. Limits
 * are short, so that what takes minutes outside takes seconds here. Slow.
 */
@NullMarked
package io.tickgate.cli.venues;

import org.jspecify.annotations.NullMarked;
