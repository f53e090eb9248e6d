package io.tickgate.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a failing run smaller: fewer troubles, less time, as long as an invariant of the first failure still fails. */
final class Shrinker {
    private static final int LINES_MAX = 250;
    /** Lines kept on both sides of one that matters. */
    private static final int NEAR = 6;

    private final Path folder;
    private final long seed;
    private Options options;
    private Set<Invariant> wanted = EnumSet.noneOf(Invariant.class);

    Shrinker(Path folder, long seed, Options options) {
        this.folder = folder.resolve("shrink-" + seed);
        this.seed = seed;
        this.options = options;
    }

    /** What fails, by how little, and what happened then. */
    String report() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Silence silence = Silence.begin();
        try (ScratchSink sink = new ScratchSink(folder)) {
            World.DiskMaker disks = plant -> new Disk(new MemoryLog(true, plant), new MemoryLog(false, plant), sink);
            Simulation.Outcome full = Simulation.run(seed, options, disks);
            wanted = full.verdict().violated();
            shrink(disks);
            Simulation.Outcome small = Simulation.run(seed, options.traced(), disks);
            return text(full, small);
        } finally {
            silence.end();
        }
    }

    private void shrink(World.DiskMaker disks) {
        for (Trouble trouble : Trouble.values()) {
            Set<Trouble> without = EnumSet.noneOf(Trouble.class);
            without.addAll(options.without());
            without.add(trouble);
            tryOut(options.without(without), disks);
        }
        for (int percent : new int[] {75, 50, 35, 25, 15, 10}) {
            tryOut(options.shortened(percent), disks);
        }
    }

    private void tryOut(Options smaller, World.DiskMaker disks) {
        Set<Invariant> violated = Simulation.run(seed, smaller, disks).verdict().violated();
        if (violated.stream().anyMatch(wanted::contains)) {
            options = smaller;
        }
    }

    private String text(Simulation.Outcome full, Simulation.Outcome small) {
        StringBuilder text = new StringBuilder("seed " + seed + " (-Dtickgate.seed=" + seed + ")\n");
        full.verdict()
                .sentences()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("left after leaving out ")
                .append(options.without())
                .append(", ")
                .append(options.chaosPercent());
        text.append(" % of the time:\n");
        small.verdict()
                .sentences()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        List<String> lines = interesting(small);
        int first = Math.max(0, lines.size() - LINES_MAX);
        lines.subList(first, lines.size()).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Everything but the flow of ticks, of which what is near to a sequence, bet or key that a violation names. */
    private static List<String> interesting(Simulation.Outcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.trace().forEach(lines::add);
        Set<String> named = new HashSet<>();
        for (String sentence : outcome.verdict().sentences()) {
            named.addAll(List.of(sentence.split("[ ,:;.]+")));
        }
        named.removeIf(word -> !word.matches("key-\\d+|\\d{2,}"));
        boolean[] isKept = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isFlow = line.matches(".*(record|venue makes) .*")
                    && !line.matches(".*(STARTED|FEED_EVENT|CONDITION|DEFINED).*");
            isKept[i] |= !isFlow;
            if (List.of(line.split("[ ,:;]+")).stream().anyMatch(named::contains)) {
                for (int near = Math.max(0, i - NEAR); near <= Math.min(lines.size() - 1, i + NEAR); near++) {
                    isKept[near] = true;
                }
            }
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isKept[i]) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }
}
