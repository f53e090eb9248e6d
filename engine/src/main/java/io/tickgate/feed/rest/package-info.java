/**
 * What is asked of the venues over REST: trades that were missed, the newest trade id, and prices while a WebSocket is silent.
 *
 * <pre>
 *   Gaps ────────┐
 *                ▼
 *   Backfiller (thread "back-fill") ─► VenueBackFill (one a venue) ──┐              ┌─► BACK_FILLED_TRADE, WATERMARK
 *                                                                   ├─► VenueLink ─┤
 *   Poller (thread "poll") ──────────► VenuePoll (one a venue) ──────┘      │       └─► PRICE (POLLED)
 *                ▲                                                          ▼
 *   VenueOutage ─┘                                  RequestPace (one a venue's host) ─► RestClient (java.net.http)
 * </pre>
 *
 * <p>In: open gaps, outages and wanted streams, read from immutable snapshots of others; answers of the venues, read whole on the
 * client's thread {@code rest-io} and understood on the agent's. Out: records through an
 * {@link io.tickgate.input.InputPublisher} of each agent's own, never displacing ticks: when less than a quarter of the ring is free, an
 * answer waits. Dropped: trades that nobody misses, prices that cannot be. Everything here may allocate; nothing here is on the way of a
 * live tick.
 */
@NullMarked
package io.tickgate.feed.rest;

import org.jspecify.annotations.NullMarked;
