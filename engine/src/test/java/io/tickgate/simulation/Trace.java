package io.tickgate.simulation;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/** What happened, in lines for people. Off unless a failing seed is run once more. */
final class Trace {
    private static final int LINES_MAX = 4_000;

    private final boolean isOn;
    private final Agenda agenda;
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    Trace(boolean isOn, Agenda agenda) {
        this.isOn = isOn;
        this.agenda = agenda;
    }

    void say(Supplier<String> what) {
        if (!isOn) {
            return;
        }
        if (lines.size() == LINES_MAX) {
            lines.removeFirst();
        }
        lines.add(String.format("%12.6f  %s", agenda.nowNs() / 1e9, what.get()));
    }

    boolean isOn() {
        return isOn;
    }

    Iterable<String> lines() {
        return lines;
    }
}
