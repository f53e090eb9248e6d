/** What the gateway is configured with: one immutable record, made by the assembly, read on any thread. */
@NullMarked
package io.tickgate.gateway.settings;

import org.jspecify.annotations.NullMarked;
