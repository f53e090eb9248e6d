/**
 * Published state as JSON text: the same bytes for REST and WebSocket.
 *
 * <pre>
 *   PriceBoard, GateBoard, Directory ──► PriceEncoder, StatusSnapshot, MarketEncoder ──► JsonBuffer
 * </pre>
 *
 * <p>In: a view that the calling thread has read. Out: bytes in that thread's buffer. Nothing is dropped here; a key whose value is
 * not known is left out. Encoding a price allocates nothing.
 */
@NullMarked
package io.tickgate.gateway.encode;

import org.jspecify.annotations.NullMarked;
