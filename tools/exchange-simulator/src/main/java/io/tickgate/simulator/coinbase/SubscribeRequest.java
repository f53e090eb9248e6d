package io.tickgate.simulator.coinbase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message from a client, read leniently; what is of a wrong type is left out.
 *
 * @param type empty if missing
 * @param products those for channels that name none of their own
 * @param channels in their order
 */
record SubscribeRequest(String type, List<String> products, List<Channel> channels) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * A channel as it was asked for.
     *
     * @param name its name
     * @param products its own, null if it was given as a plain name or without any
     */
    record Channel(String name, @Nullable List<String> products) {}

    /** Reads a message; null for text that is not one JSON object. */
    static @Nullable SubscribeRequest parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            SubscribeRequest request = read(parser);
            return parser.nextToken() == null ? request : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static SubscribeRequest read(JsonParser parser) throws IOException {
        String type = "";
        List<String> products = List.of();
        List<Channel> channels = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else if (name.equals("product_ids") && value == JsonToken.START_ARRAY) {
                products = texts(parser);
            } else if (name.equals("channels") && value == JsonToken.START_ARRAY) {
                readChannels(parser, channels);
            } else {
                parser.skipChildren();
            }
        }
        return new SubscribeRequest(type, products, channels);
    }

    private static void readChannels(JsonParser parser, List<Channel> channels) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                channels.add(new Channel(parser.getText(), null));
            } else if (token == JsonToken.START_OBJECT) {
                channels.add(readChannel(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static Channel readChannel(JsonParser parser) throws IOException {
        String channel = "";
        List<String> products = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("name") && value == JsonToken.VALUE_STRING) {
                channel = parser.getText();
            } else if (name.equals("product_ids") && value == JsonToken.START_ARRAY) {
                products = texts(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new Channel(channel, products);
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            }
            parser.skipChildren();
        }
        return texts;
    }
}
