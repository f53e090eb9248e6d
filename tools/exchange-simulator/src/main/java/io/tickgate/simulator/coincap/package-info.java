/**
 * CoinCap v3 as text: prices by asset, REST. Per-connection state without sockets or threads; a session belongs to its connection's I/O thread. The venue's documentation does not
 * show its frames; their form is derived from public clients.
 */
@NullMarked
package io.tickgate.simulator.coincap;

import org.jspecify.annotations.NullMarked;
