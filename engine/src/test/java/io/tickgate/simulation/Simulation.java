package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.S;

import io.tickgate.publish.GateView;
import io.tickgate.publish.Published;
import java.util.ArrayList;
import java.util.List;

/** One run of one seed: a time with trouble, a time without, then the judgement. */
final class Simulation {
    /** After the last trouble: what is broken is noticed, the process started, the clock caught up, everything connected again. */
    private static final long REPAIR_NS = 16 * S;

    /**
     * What came of a run.
     *
     * @param seed of the run.
     * @param verdict of the checkers.
     * @param paths that were reached.
     * @param evidence of the run.
     * @param trace for people; empty unless asked for.
     */
    record Outcome(long seed, Verdict verdict, RarePaths paths, Evidence evidence, Iterable<String> trace) {}

    private final World world;
    private final long seed;

    private Simulation(long seed, Options options, World.DiskMaker disks) {
        this.seed = seed;
        world = new World(seed, options, disks);
    }

    /** Runs a seed. */
    static Outcome run(long seed, Options options, World.DiskMaker disks) {
        Simulation simulation = new Simulation(seed, options, disks);
        simulation.live();
        simulation.judge();
        World world = simulation.world;
        if (!options.isWallSteady() && world.hasWallJumped()) {
            simulation.judgeSteady(run(seed, options.withSteadyWall(), disks));
        }
        return new Outcome(simulation.seed, world.verdict, world.paths, world.evidence, world.trace.lines());
    }

    private void live() {
        world.trace.say(() -> "seed " + seed + " troubles " + world.troubles());
        world.host.start();
        world.venue.begin();
        world.rest.begin();
        world.clients.begin();
        world.agenda.runUntil(world.scenario.chaosNs);
        world.calm();
        world.clients.askAll();
        world.agenda.runUntil(world.agenda.nowNs() + REPAIR_NS + recoveryNs());
        checkOpen();
        world.clients.beSensible();
        world.agenda.runUntil(world.agenda.nowNs() + 10 * S);
        checkTaken();
        world.clients.stop();
        world.agenda.runUntil(world.agenda.nowNs() + 26 * S);
        world.host.finish();
        world.evidence.journal = world.disk.journal.appended();
        world.evidence.decisions = world.disk.decisions.appended();
    }

    private long recoveryNs() {
        return world.host.definitions().thresholds().recoveryNs();
    }

    private void checkOpen() {
        if (world.evidence.startRefused != null) {
            return;
        }
        if (!world.host.isUp()) {
            world.verdict.violated(Invariant.V1, "the process does not run after the last trouble");
            return;
        }
        Published published = world.host.engine().published();
        GateView gate = new GateView();
        boolean isThere = published.gates().read(World.MARKET, gate);
        world.verdict.demand(
                isThere && gate.isOpen(), Invariant.V1, "the gate is closed: %s", isThere ? gate.reason() : "none");
        int depth = world.host.engine().depth();
        world.verdict.demand(depth == 0, Invariant.V2, "%d records wait in the ring", depth);
    }

    private void checkTaken() {
        boolean isFull = world.host.definitions().rule().openBetsMax() < 1_000;
        world.verdict.demand(
                isFull || world.clients.taken() > 0 || world.evidence.startRefused != null,
                Invariant.V1,
                "no bet is taken after the last trouble");
    }

    /** G4: the same world whose wall clock never jumps. */
    private void judgeSteady(Outcome steady) {
        List<byte[]> jumping = world.evidence.decisions;
        List<byte[]> standing = steady.evidence().decisions;
        int same = 0;
        while (same < Math.min(jumping.size(), standing.size())
                && EngineLife.isSame(jumping.get(same), standing.get(same))) {
            same++;
        }
        world.verdict.demand(
                same == jumping.size() && same == standing.size(),
                Invariant.G4,
                "decision %d differs where the wall clock does not jump",
                same);
    }

    private void judge() {
        List<JournalWalk.Checker> checkers = new ArrayList<>();
        checkers.add(new GateChecker(world));
        checkers.add(new PathCounter(world));
        ResolutionChecker outcomes = new ResolutionChecker(world);
        checkers.add(outcomes);
        new JournalWalk(world.evidence, world.scenario).run(checkers);
        outcomes.finish(world.evidence.shown);
        new TruthChecker(world, outcomes.bets()).check();
        new JournalChecker(world).check();
        new AnswerChecker(world).check();
        new ReplayChecker(world).check();
    }
}
