package io.tickgate.cli.faults;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The scalar members of a JSON object, by dotted path. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static Map<String, String> scalars(String text) {
        Map<String, String> scalars = new TreeMap<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            read(parser, "", scalars);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
        return scalars;
    }

    private static void read(JsonParser parser, String path, Map<String, String> scalars) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
                parser.nextToken();
                read(parser, name, scalars);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                read(parser, path + "." + i, scalars);
            }
        } else {
            scalars.put(path, parser.getText());
        }
    }
}
