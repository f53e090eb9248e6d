/**
 * What users hold, and what it is worth.
 *
 * <pre>
 *   PUT, DELETE ──► AmountParser, HeldNames ──► HoldingDesk ──► HOLDING_COMMAND into the ring ──► HoldingAnswer, told on the publish thread
 *   GET ──► PortfolioView and prices, as published ──► Portfolio: ExactValue, PriceCurrency, Shares ──► PortfolioEncoder
 * </pre>
 *
 * <p>In: whole bodies and questions, on an I/O thread. Out: a reply, at once or later, exactly one for each command; a portfolio at once.
 * Full (ring or commands in flight) is an answer, never a wait. Amounts of unlike currencies are never added.
 */
@NullMarked
package io.tickgate.gateway.portfolio;

import org.jspecify.annotations.NullMarked;
