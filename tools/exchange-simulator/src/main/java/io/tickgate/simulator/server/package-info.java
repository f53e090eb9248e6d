/**
 * The WebSocket and HTTP server, and the only place that knows Undertow. Undertow shakes hands; then a connection belongs to its I/O thread, which cuts client frames, answers
 * them, and writes what the source's thread has put into the connection's {@link io.tickgate.simulator.server.Outbox}. Messages to a client that is too slow are refused by its
 * outbox, never queued without bound.
 */
@NullMarked
package io.tickgate.simulator.server;

import org.jspecify.annotations.NullMarked;
