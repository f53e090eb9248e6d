/**
 * The assembly: builds every part and joins them in the order of the way. No decision is made here.
 *
 * <pre>
 *   Engine.start   data folder ► Recovery (journal ► market, compared with decisions) ► ring ► stages ► definitions ► clock, feeds, mirror
 * </pre>
 *
 * <p>{@link io.tickgate.engine.PairDesk} writes the definitions that come at run time, on the control thread of the feeds.
 *
 * <p>In: the configuration and the data folder, on the thread that starts. Out: running threads: {@code engine} (or {@code journal},
 * {@code market}, {@code publish}), {@code clock}, {@code disk-watch}, {@code feeds} with up to two a venue for its connections,
 * {@code back-fill}, {@code poll}, those of the mirror. Dropped: nothing here. A stage that throws stops the process.
 */
@NullMarked
package io.tickgate.engine;

import org.jspecify.annotations.NullMarked;
