/**
 * What the rest of the process may read, written by the publish stage alone, save for the {@link io.tickgate.publish.FallbackBoard}, which
 * the thread that reads Redis writes.
 *
 * <pre>
 *   market ──► Publisher ──► decisions queue      first: decisions are recorded,
 *                   │──────► boards, GapBoard, Directory, BetViews, HoldingViews   then they can be read,
 *                   └──────► ChangeListener, BetListener, OutcomeListener, HoldingListener, HealthLog    then somebody is told
 * </pre>
 *
 * <p>In: the market's output, on the publish stage's thread. Out: {@link io.tickgate.publish.Published}, readable on any thread
 * without a lock. Listeners are told on the publish thread and must not block. Prices conflate here (a reader sees the newest);
 * decisions never do. Dropped, and counted: gaps beyond the bounds of the {@link io.tickgate.publish.GapBoard}.
 */
@NullMarked
package io.tickgate.publish;

import org.jspecify.annotations.NullMarked;
