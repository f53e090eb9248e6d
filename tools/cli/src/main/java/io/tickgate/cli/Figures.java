package io.tickgate.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints figures for people, a named line each. */
final class Figures {
    private static final int NAME_WIDTH = 13;

    private final PrintWriter out;

    Figures(PrintWriter out) {
        this.out = out;
    }

    /** Prints a line; numbers as in English, whatever the machine speaks, and nothing that a terminal would obey. */
    void line(String name, String format, Object... values) {
        out.println(name
                + " ".repeat(Math.max(1, NAME_WIDTH - name.length()))
                + TerminalText.visible(String.format(Locale.ROOT, format, values)));
    }
}
