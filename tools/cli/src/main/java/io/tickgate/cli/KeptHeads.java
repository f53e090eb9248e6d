package io.tickgate.cli;

import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of heads that somebody kept. A line of it is a head, or what {@code GET /api/heads} answers: then it has the heads of that answer. Owns a temporary
 * file with a head a line, which {@link #close} deletes.
 */
final class KeptHeads implements AutoCloseable {
    /** Thrown for a file that has something else in it; its message is a sentence. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        private Unusable(String sentence) {
            super(sentence);
        }
    }

    private final Path lines;

    private KeptHeads(Path lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @param file with lines.
     * @return its heads, in the order of the file.
     * @throws Unusable when a line is neither a head nor such an answer.
     */
    static KeptHeads read(Path file) throws IOException, Unusable {
        KeptHeads kept = new KeptHeads(Files.createTempFile("tickgate-heads", ".jsonl"));
        boolean isWhole = false;
        try {
            kept.copy(file);
            isWhole = true;
        } finally {
            if (!isWhole) {
                kept.close();
            }
        }
        return kept;
    }

    private void copy(Path file) throws IOException, Unusable {
        long number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                Writer out = Files.newBufferedWriter(lines, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                for (Head head : line.isBlank() ? List.<Head>of() : heads(line)) {
                    out.write(new String(head.toCanonical().toBytes(), StandardCharsets.UTF_8));
                    out.write('\n');
                }
            }
        } catch (CharacterCodingException e) {
            throw new Unusable("it is not UTF-8");
        } catch (NotCanonicalException e) {
            throw new Unusable("line " + number + " is neither a head nor an answer of /api/heads: " + e.getMessage());
        }
    }

    private static List<Head> heads(String line) throws NotCanonicalException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (!(CanonicalReader.read(bytes).get("heads") instanceof List<?> all)) {
            return List.of(Head.parse(bytes));
        }
        List<Head> heads = new ArrayList<>();
        for (Object each : all) {
            if (!(each instanceof CanonicalObject head)) {
                throw new NotCanonicalException("\"heads\" has something in it that is no object.");
            }
            heads.add(Head.parse(head.toBytes()));
        }
        return List.copyOf(heads);
    }

    /** The file with a head a line. */
    Path lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(lines);
    }
}
