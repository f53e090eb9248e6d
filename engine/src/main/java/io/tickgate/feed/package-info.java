/**
 * The feeds: one connection and one thread a venue, from the socket's bytes to records in the input ring.
 *
 * <pre>
 *   BinanceFeed (thread "binance": connect, read, reconnect)
 *        │
 *   WebSocketClient ─► FrameReader ─► BinanceDecoder ─────────────► TickPublisher ─► InputPublisher
 *   socket, handshake  frames in      feed.decode, feed.binance      TRADE, QUOTE
 *                      place                                        FeedEvents: FEED_EVENT
 * </pre>
 *
 * <p>In: bytes of a venue, on the feed's thread. Out: trades, quotes and feed events through the feed's own
 * {@link io.tickgate.input.InputPublisher}. Dropped and counted: frames that are malformed, oversized or of no use here, and ticks
 * that cannot be. A frame never ends the thread; full ring: the feed waits, and flags what it reads late. Between the read and the
 * ring nothing is allocated as long as the scanner knows the frame.
 */
@NullMarked
package io.tickgate.feed;

import org.jspecify.annotations.NullMarked;
