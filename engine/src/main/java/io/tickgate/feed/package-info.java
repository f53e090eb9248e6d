/**
 * The life of the feeds: from the streams that are wanted to records in the input ring, whatever happens to connections.
 *
 * <pre>
 *   thread "feeds"       FeedsAgent ─► VenueFeed ─► FeedSession ─► Subscriptions, StreamWatch ─► Dialogue (what is sent)
 *                                        │  ▲           orders │ ▲ statements of the venue, activity of the streams
 *                        ConnectSchedule ┘  └ StallPatience    ▼ │
 *   thread "binance-1"   WebSocketClient ─► FrameReader ─► FrameDecoder ─► MessageDesk ─► TickPublisher ─► InputPublisher
 *   or "binance-2" …     (FeedConnection)                                  FeedEvents: FEED_EVENT
 * </pre>
 *
 * <p>One state machine for all venues, stepped by one control thread, reads no clock and knows connections through an interface: tests
 * move its time by hand. Each connection has a thread of its own; a venue has two of them while one takes over from the other.
 *
 * <p>In: bytes of a venue, on the connection's thread. Out: trades, quotes, prices, watermarks and feed events through the place's own
 * {@link io.tickgate.input.InputPublisher}; snapshots of the status for any thread. Dropped and counted: frames that are malformed,
 * oversized or of no use here, ticks that cannot be, and quotes that the other connection has brought already. A frame never ends the
 * thread; full ring: the connection waits, and flags what it reads late. Between the read and the ring nothing is allocated as long as
 * the decoder knows the frame.
 */
@NullMarked
package io.tickgate.feed;

import org.jspecify.annotations.NullMarked;
