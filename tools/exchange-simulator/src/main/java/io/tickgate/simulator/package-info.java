/**
 * An exchange to test against: a WebSocket server that speaks Binance spot's market-data protocol, with a seeded market or a recording behind it and faults on demand.
 *
 * <pre>
 *   market ──► source ──► topics ──► connection's outbox ──► socket        data; thread sim-source, then the connection's I/O thread
 *   recording ──┘  ▲                  session ◄── frames ◄── socket        control messages; I/O thread
 *                  └── fault board ◄── control endpoint, inject()
 * </pre>
 *
 * <p>This package is the assembly and what callers see: {@link io.tickgate.simulator.SimulatorOptions} in, a running {@link io.tickgate.simulator.ExchangeSimulator} out. A slow
 * client of the live market is closed; in a replay the source waits for it.
 */
@NullMarked
package io.tickgate.simulator;

import org.jspecify.annotations.NullMarked;
