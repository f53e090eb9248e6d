package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Recorded frames beside the checkout; a test that wants them is skipped loudly without. */
public final class RecordedFrames {
    private RecordedFrames() {}

    /** A path under the shared folder, if it is there. */
    public static Path sharedPath(String first, String... more) {
        Path path = Path.of(System.getProperty("tickgate.shared", "absent")).resolve(Path.of(first, more));
        if (!Files.exists(path)) {
            System.out.println("SKIPPED: " + path + " is absent");
        }
        assumeTrue(Files.exists(path), () -> path + " is absent");
        return path;
    }

    /** The frames of a recording of one symbol, without their receive times. */
    public static List<byte[]> binance(String file) throws IOException {
        return read(sharedPath("data", "binance", file), " ");
    }

    /** The frames received in the recording of Coinbase Exchange, without their receive times. */
    public static List<byte[]> coinbase() throws IOException {
        Path path = sharedPath("data", "coinbase", "exchange_20210417.txt.gz");
        return read(path, ": ").stream()
                .filter(frame -> frame.length > 0 && frame[0] == '{')
                .toList();
    }

    /** What stands behind the first separator of each line that begins with a digit: other lines are not received ones. */
    private static List<byte[]> read(Path path, String separator) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && Character.isDigit(line.charAt(0))) {
                    String frame = line.substring(line.indexOf(separator) + separator.length());
                    frames.add(frame.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return frames;
    }
}
