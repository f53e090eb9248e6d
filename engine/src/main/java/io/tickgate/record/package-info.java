/**
 * The records: one binary layout each, the same bytes in a producer's scratch buffer, in the ring, in the journal and on the
 * way to a follower. Little endian, fixed offsets, one header from the first version on ({@link io.tickgate.record.RecordFlyweight}).
 *
 * <pre>
 *   input records                                    decision records
 *   TRADE QUOTE CLOCK FEED_EVENT                     STREAM_HEALTH_CHANGED GATE_CHANGED
 *   ENGINE_STARTED CONDITION_CHANGED                 GAP_CONFIRMED
 *   VENUE_ INSTRUMENT_ STREAM_ MARKET_               BET_ACCEPTED BET_REFUSED BET_REPEATED
 *   HEALTH_DEFINED   BET_COMMAND
 * </pre>
 *
 * <p>Nothing here has a thread: a flyweight belongs to whoever wrapped it and is valid while its buffer is.
 */
@NullMarked
package io.tickgate.record;

import org.jspecify.annotations.NullMarked;
