package io.tickgate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built, as the build wrote it into the jar.
 *
 * @param version of the poms.
 * @param commit of the sources, {@code unknown} when they came without their history; {@code -changed} when they differ from it.
 */
record BuildInfo(String version, String commit) {
    /** Reads it from the jar. */
    static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream stream = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (stream == null) {
                throw new IllegalStateException("build.properties is not in the jar");
            }
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(properties.getProperty("version", "?"), properties.getProperty("commit", "unknown"));
    }

    /** In one word, for the journal. */
    String text() {
        return version + "+" + commit;
    }
}
