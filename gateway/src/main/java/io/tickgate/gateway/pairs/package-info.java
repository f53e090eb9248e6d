/**
 * Pairs that operators add and remove, between HTTP and the engine's {@link io.tickgate.pairs.Pairs}. In: whole bodies, on an I/O
 * thread. Out: requests and JSON. Refused, with an error of the catalogue: whatever is not exactly one well-formed request.
 */
@NullMarked
package io.tickgate.gateway.pairs;

import org.jspecify.annotations.NullMarked;
