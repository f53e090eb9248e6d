/**
 * All that a client may be told when something does not go as it asked: error codes, close codes, and what the gateway counts.
 * Constants only; no thread.
 */
@NullMarked
package io.tickgate.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
