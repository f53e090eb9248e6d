/**
 * Binance spot's market-data protocol as text: stream names, control messages and their answers, payloads. Pure functions and per-connection state without sockets or threads;
 * a session belongs to its connection's I/O thread, a payload writer to its source's. Source of all formats: binance-spot-api-docs, web-socket-streams.md, read 2026-07-21.
 */
@NullMarked
package io.tickgate.simulator.binance;

import org.jspecify.annotations.NullMarked;
