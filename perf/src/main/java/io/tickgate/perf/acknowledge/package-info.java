/**
 * What a bet's acknowledgement costs beyond a bare journalled command: {@code tickgate bench acknowledge}. One sender on the calling thread at a fixed rate; times are taken where the answer comes, on the
 * engine's thread or the signer's.
 */
@NullMarked
package io.tickgate.perf.acknowledge;

import org.jspecify.annotations.NullMarked;
