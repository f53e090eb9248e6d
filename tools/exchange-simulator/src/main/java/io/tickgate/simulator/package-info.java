/**
 * Exchanges to test against: servers that speak the market data of Binance spot, Coinbase Exchange and CoinCap, with a seeded market or a recording behind them and faults on
 * demand. One such stack a venue:
 *
 * <pre>
 *   market ──► source ──► topics ──► connection's outbox ──► socket        data; thread sim-source, then the connection's I/O thread
 *   recording ──┘│ ▲                 dialogue ◄── frames ◄── socket        control messages; I/O thread
 *                │ └── fault board ◄── control endpoint, inject()
 *                └──► tape ──► REST side ──► HTTP                          what has happened, told or not; I/O thread
 * </pre>
 *
 * <p>This package is the assembly and what callers see: {@link io.tickgate.simulator.SimulatorOptions} in, a running {@link io.tickgate.simulator.ExchangeSimulator} out. A slow
 * client of the live market is closed; in a replay the source waits for it.
 */
@NullMarked
package io.tickgate.simulator;

import org.jspecify.annotations.NullMarked;
