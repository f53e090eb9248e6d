/**
 * Coinbase Exchange's market data as text: subscriptions and their answers, messages, REST. Pure functions and per-connection state without sockets or threads; a session belongs to
 * its connection's I/O thread, a writer to its source's. Source of all formats: docs.cdp.coinbase.com/exchange, and frames recorded on 2021-04-17.
 */
@NullMarked
package io.tickgate.simulator.coinbase;

import org.jspecify.annotations.NullMarked;
