package io.tickgate.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The block that says where the parts of a process are. */
final class Addresses {
    private static final int NAME_WIDTH = 11;

    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Adds a line. */
    void add(String name, String text) {
        lines.put(name, text);
    }

    /** Prints all lines. */
    void print(PrintWriter out) {
        lines.forEach((name, text) -> out.println("  " + pad(name) + text));
        out.flush();
    }

    private static String pad(String name) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    }
}
