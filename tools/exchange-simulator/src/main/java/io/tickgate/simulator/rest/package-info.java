/** A venue's REST side without HTTP: requests in, answers out, on I/O threads, so nothing here blocks. Limits are counted by address. */
@NullMarked
package io.tickgate.simulator.rest;

import org.jspecify.annotations.NullMarked;
