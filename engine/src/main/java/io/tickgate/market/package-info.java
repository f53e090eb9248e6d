/**
 * The decisions: a pure function of the records. No clock, no I/O, no randomness, no configuration; the same records give the same
 * output, byte for byte, on any machine, years later.
 *
 * <pre>
 *   record ──► Market ── time moves first ──► StreamHealth, through its deadlines, judged with the old newest tick
 *                 │
 *                 ├─ tick ───────► CoverageDesk, health; Sources: the price shown, by Failover, BestPrice or IndexPrice
 *                 ├─ fetched trade, no trade, watermark ──► CoverageDesk: TradeCoverage of the Stream, gaps confirmed and filled
 *                 ├─ price ──────► PriceDesk: what is no trade; health of streams that have prices only
 *                 ├─ bet ────────► BetDesk: BetRules against the Gate, the reference trade and the market's rule; BetBook
 *                 ├─ holding ────► HoldingDesk: Holdings
 *                 ├─ definition ─► Definitions
 *                 └─ feed event (which connections deliver), condition, start
 *                 │
 *                 └──► MarketOutput: decisions, prices
 * </pre>
 *
 * <p>In: records in sequence order, on the one thread that owns the {@link io.tickgate.market.Market}. Out: encoded output, valid for
 * the call. Nothing here is shared with another thread. Ticks allocate nothing; definitions and accepted bets do. What is
 * shown moves no gate and no bet.
 */
@NullMarked
package io.tickgate.market;

import org.jspecify.annotations.NullMarked;
