package io.tickgate.gateway.settings;

import io.tickgate.history.History;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.pairs.Pairs;
import io.tickgate.proof.Proofs;
import io.tickgate.publish.Published;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedsView;
import io.tickgate.status.SnapshotStatus;
import java.util.function.Supplier;
import org.agrona.ErrorHandler;

/**
 * What a gateway has of its engine.
 *
 * @param published state; the gateway adds its listener, once.
 * @param feeds of the venues.
 * @param pairs that operators may change and clients may want.
 * @param proofs of what was accepted and decided.
 * @param history of trades, as far as the second market has come.
 * @param snapshots how far the second market is, and the newest snapshot; any thread.
 * @param newPublisher makes a way into the input ring for the calling thread.
 * @param clock of the engine.
 * @param counters of the engine.
 * @param errors told of faults; must not throw.
 */
public record EngineAccess(
        Published published,
        FeedsView feeds,
        Pairs pairs,
        Proofs proofs,
        History history,
        Supplier<SnapshotStatus> snapshots,
        Supplier<InputPublisher> newPublisher,
        EngineClock clock,
        Counters counters,
        ErrorHandler errors) {}
