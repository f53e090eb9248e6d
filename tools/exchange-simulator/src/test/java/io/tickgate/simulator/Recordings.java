package io.tickgate.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the recorded frames that lie beside the checkout. */
final class Recordings {

    private Recordings() {}

    /** The file, or an aborted test that says so loudly. */
    static Path find(String name) {
        Path file = Path.of(System.getProperty("tickgate.shared", "shared"), "data", "binance", name);
        if (!Files.isReadable(file)) {
            System.out.println("SKIPPED: recorded frames are not there: " + file);
        }
        assumeTrue(Files.isReadable(file), "recorded frames are not there: " + file);
        return file;
    }
}
