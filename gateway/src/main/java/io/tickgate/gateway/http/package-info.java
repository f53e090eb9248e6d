/**
 * HTTP: one strict handler before all others, then the routes. No servlet, no form parsing, no HTTP/2.
 *
 * <pre>
 *   request ──► StrictHandler (limits, framing, Host, Origin) ──► Router ──► PriceRoutes, StateRoutes, FeedRoutes, BetRoutes, AdminRoutes, ApiParts, ApiPart
 *                                                                    └─────► WebSocketUpgrade, PageFiles
 * </pre>
 *
 * <p>In: requests, on the I/O thread of their connection, where all of this runs; nothing waits there. Out: JSON, metrics as text, the live
 * page, or a connection handed to {@code ws}. Refused, with an error of the catalogue: whatever breaks HTTP or a limit.
 */
@NullMarked
package io.tickgate.gateway.http;

import org.jspecify.annotations.NullMarked;
