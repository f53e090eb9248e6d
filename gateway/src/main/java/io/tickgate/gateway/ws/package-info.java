/**
 * Prices, status and outcomes of bets over WebSocket: own framing on the connection that Undertow's handshake leaves.
 *
 * <pre>
 *   publish thread ──mark──► PriceFanOut (one an I/O thread: dirty bitmap, one task) ──► FrameStore: each price encoded once
 *                                   │                                                        │
 *                                   └──► due bits of each subscribed Session ──► Outbound ──► socket, several frames a write
 *                  ──mark──► Bettors ──► Outcomes of each Session: reads on from its place in the published state ──► Outbound
 *   socket ──► FrameParser ──► ClientMessages ──► Subscriptions, Outcomes
 * </pre>
 *
 * <p>In: marks from the publish thread, which neither block nor allocate; frames from clients, on the I/O thread of their connection,
 * which owns all else here. Out: text frames. Dropped: prices that a newer one of the same instrument replaces before a slow client
 * could take them; outcomes never. Order per client and instrument never goes back, and the last price is delivered.
 *
 * <p>A session's memory: due bits (8 bytes per 64 instruments), one write partly taken (128 KB
 * at worst, a price of 400 bytes as a rule), a place in the order of outcomes (32 bytes), acknowledgements not yet taken
 * (64 KB), one message being received (16 KB), and {@code SO_SNDBUF} in the kernel.
 */
@NullMarked
package io.tickgate.gateway.ws;

import org.jspecify.annotations.NullMarked;
