/**
 * The WebSocket protocol (RFC 6455) as a client over a blocking socket, without extensions.
 *
 * <p>In: bytes of a server, on the thread of a connection. Out: whole frames, cut in place. Dropped: messages longer than the limit,
 * which are skipped as they come and reported once. Nothing is allocated between the read of a plain socket and a frame.
 */
@NullMarked
package io.tickgate.feed.websocket;

import org.jspecify.annotations.NullMarked;
