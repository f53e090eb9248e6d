package io.tickgate.mirror;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection whose answers are bounded. Jedis allocates what a length announces and follows nested arrays without end, so that a
 * server that is no Redis, or a hostile one, could end the process. Here a length beyond any answer that the mirror asks for is a broken
 * connection. Reads the RESP2 protocol (redis.io, "Redis serialization protocol specification").
 */
final class BoundedConnection extends Connection {
    /** Statuses, errors and numbers are below 200 bytes. */
    static final int LINE_LENGTH_MAX = 4_096;
    /** The longest answer is one section of {@code INFO}, below 4 KB. */
    static final int BULK_LENGTH_MAX = 1_048_576;
    /** The largest array is the answer of one batch: a few hundred elements. */
    static final int ARRAY_LENGTH_MAX = 4_096;
    /** The answers of a transaction hold arrays of their own. */
    static final int DEPTH_MAX = 4;

    BoundedConnection(JedisSocketFactory socketFactory, JedisClientConfig config) {
        super(socketFactory, config);
    }

    @Override
    protected @Nullable Object protocolRead(RedisInputStream input, PushConsumerChain pushes) {
        Object answer = read(input, 1);
        if (answer instanceof JedisDataException refusal) {
            throw refusal;
        }
        return answer;
    }

    private static @Nullable Object read(RedisInputStream input, int depth) {
        byte type = input.readByte();
        return switch (type) {
            case '+' -> line(input).getBytes(StandardCharsets.UTF_8);
            case '-' -> new JedisDataException(line(input));
            case ':' -> number(input);
            case '$' -> bulk(input);
            case '*' -> array(input, depth);
            default -> throw broken("an answer of type " + type);
        };
    }

    private static byte @Nullable [] bulk(RedisInputStream input) {
        int length = length(input, BULK_LENGTH_MAX);
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length) {
            int count = input.read(bytes, read, length - read);
            if (count < 0) {
                throw broken("an answer that ends too early");
            }
            read += count;
        }
        input.readByte();
        input.readByte();
        return bytes;
    }

    private static @Nullable List<@Nullable Object> array(RedisInputStream input, int depth) {
        int length = length(input, ARRAY_LENGTH_MAX);
        if (length < 0) {
            return null;
        }
        if (depth > DEPTH_MAX) {
            throw broken("an answer nested deeper than " + DEPTH_MAX);
        }
        List<@Nullable Object> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(read(input, depth + 1));
        }
        return elements;
    }

    private static int length(RedisInputStream input, int lengthMax) {
        long length = number(input);
        if (length < -1 || length > lengthMax) {
            throw broken("an answer of length " + length + ", of at most " + lengthMax);
        }
        return (int) length;
    }

    private static long number(RedisInputStream input) {
        String text = line(input);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw broken("an answer with a number that is none");
        }
    }

    private static String line(RedisInputStream input) {
        StringBuilder text = new StringBuilder();
        for (byte next = input.readByte(); next != '\r'; next = input.readByte()) {
            if (text.length() == LINE_LENGTH_MAX) {
                throw broken("an answer with a line longer than " + LINE_LENGTH_MAX);
            }
            text.append((char) (next & 0xFF));
        }
        input.readByte();
        return text.toString();
    }

    private static JedisConnectionException broken(String what) {
        return new JedisConnectionException("Not a Redis, or not one to trust: " + what);
    }
}
