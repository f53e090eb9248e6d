/**
 * The wire-to-wire rig: from the venue's socket to a client's, each end in a process of its own.
 *
 * <pre>
 *   VenueMain ──ws──► subject: SubjectMain (engine and gateway) ──ws──► ClientMain
 *   fixed rate        or relay.c (copies bytes: the floor)              one measured client, others behind it
 *       └────────────────────── WireTimes, one mapped file ─────────────────┘
 * </pre>
 *
 * <p>A trade is known by its price on the whole way, so nothing is added to any message. All times are of the one monotonic clock of the
 * machine ({@code System.nanoTime} is CLOCK_MONOTONIC on Linux, the same in every process), counted from the <i>intended</i> send time:
 * a sender that is held up does not make the latency look better. Loopback only; every child is ended by the handle that started it.
 */
@NullMarked
package io.tickgate.perf.wire;

import org.jspecify.annotations.NullMarked;
