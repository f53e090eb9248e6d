package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Prints one JSON object on one line, for programs; in ASCII, so that no text of a file can move a terminal. */
final class JsonOutput {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonOutput() {}

    /** Writes the fields of the object. */
    interface Fields {
        /** Writes them to a generator that stands inside the object. */
        void write(JsonGenerator json) throws IOException;
    }

    /** Prints the object when all of it could be written, so that there is never a half one. */
    static void print(PrintWriter out, Fields fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        out.println(text);
    }
}
