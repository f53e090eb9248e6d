package io.tickgate.feed.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads any JSON text strictly (RFC 8259, UTF-8 without surrogate halves, no two equal keys in an object, at most {@value #DEPTH_MAX}
 * levels) into objects of the keys that are asked for; the values of others are checked and skipped. For what scanners leave: it
 * allocates, in proportion to the frame. Owned by the connection's thread.
 */
public final class JsonReader {
    /** Deepest nesting; no message of a venue has more than five levels. */
    public static final int DEPTH_MAX = 64;
    /** The JSON value null. */
    public static final Object NULL = new Object();

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();
    private final Set<String> keys;
    private BadFrameReason reason = BadFrameReason.NOT_JSON;

    /**
     * A reader.
     *
     * @param keys to keep; empty for all.
     */
    public JsonReader(Set<String> keys) {
        this.keys = keys;
    }

    /** Why the last text was not read. */
    public BadFrameReason reason() {
        return reason;
    }

    /**
     * Reads a text.
     *
     * @param source that holds it.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return a value as of {@link JsonObject#get}, or null when it is not to be read: {@link #reason()} says why.
     */
    public @Nullable Object read(byte[] source, int offset, int length) {
        try (JsonParser json = factory.createParser(utf8(source, offset, length))) {
            Object value = json.nextToken() == null ? null : value(json);
            reason = BadFrameReason.NOT_JSON;
            return json.nextToken() == null ? value : null;
        } catch (CharacterCodingException e) {
            reason = BadFrameReason.NOT_UTF8; // The exceptions' texts add nothing to the frame, which is kept.
        } catch (StreamConstraintsException e) {
            reason = BadFrameReason.BEYOND_BOUNDS;
        } catch (JsonProcessingException e) {
            boolean isDuplicate = e.getOriginalMessage().startsWith("Duplicate field");
            reason = isDuplicate ? BadFrameReason.EQUAL_KEYS : BadFrameReason.NOT_JSON;
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
        return null;
    }

    /** Given bytes, Jackson would guess UTF-16 and UTF-32, which no text frame may have. */
    private static String utf8(byte[] source, int offset, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(source, offset, length))
                .toString();
    }

    private Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_NULL -> NULL;
            default -> json.getText();
        };
    }

    private JsonObject object(JsonParser json) throws IOException {
        JsonObject object = new JsonObject();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            if (keys.isEmpty() || keys.contains(key)) {
                object.put(key, value(json));
            } else {
                json.skipChildren();
            }
        }
        return object;
    }

    private List<Object> list(JsonParser json) throws IOException {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(json));
        }
        return list;
    }
}
