package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.status.BadFrame;
import io.tickgate.status.BadFrames;
import io.tickgate.status.StatusFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * {@code tickgate stat --bad-frames}: what venues sent that could not be used, oldest first, escaped so that nothing in it can act on a
 * terminal. Reads the file of a running engine too, without disturbing it.
 */
final class BadFramesReport {
    private BadFramesReport() {}

    static void print(Path folder, boolean isJson, PrintWriter out) throws IOException {
        List<BadFrame> frames = read(folder);
        if (isJson) {
            JsonOutput.print(out, json -> write(json, folder, frames));
        } else {
            print(frames, out);
        }
    }

    private static List<BadFrame> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("there is no folder " + folder);
        }
        try {
            return BadFrames.read(new UnsafeBuffer(Files.readAllBytes(StatusFiles.badFramesOf(folder))));
        } catch (NoSuchFileException e) {
            return List.of(); // No engine that keeps them has run here.
        }
    }

    private static void write(JsonGenerator json, Path folder, List<BadFrame> frames) throws IOException {
        json.writeStringField("dataFolder", folder.toString());
        json.writeArrayFieldStart("badFrames");
        for (BadFrame frame : frames) {
            json.writeStartObject();
            json.writeNumberField("number", frame.number());
            json.writeStringField("time", time(frame));
            json.writeStringField("venue", BadFrame.escape(frame.venue()));
            json.writeStringField("reason", BadFrame.escape(frame.reason()));
            json.writeNumberField("lengthBytes", frame.lengthBytes());
            json.writeBooleanField("cut", frame.isCut());
            json.writeStringField("frame", frame.escaped());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void print(List<BadFrame> frames, PrintWriter out) {
        if (frames.isEmpty()) {
            out.println("No bad frames");
        }
        for (BadFrame frame : frames) {
            String end = frame.isCut() ? " …" : "";
            out.println(frame.number() + "  " + time(frame) + "  " + BadFrame.escape(frame.venue()) + "  "
                    + BadFrame.escape(frame.reason()) + "  " + frame.lengthBytes() + " B");
            out.println("    " + frame.escaped() + end);
        }
    }

    private static String time(BadFrame frame) {
        return Instant.ofEpochMilli(frame.epochMs()).toString();
    }
}
