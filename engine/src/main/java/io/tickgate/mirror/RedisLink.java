package io.tickgate.mirror;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One connection to Redis whose socket can be closed from outside.
 *
 * <p>Jedis bounds connecting and reading, not writing: against a stopped server a write blocks for ever once the socket buffers are
 * full, and Jedis' own disconnect, which flushes, blocks as well. Only closing the raw socket frees it, so it is kept here.
 *
 * <p>Owned by one thread, except {@link #breakOff()}, {@link #breakOffIfStuck(long)} and {@link #shutDown()}, which any thread may call.
 */
final class RedisLink {
    private static final long NS_PER_MS = 1_000_000;

    private final RedisAddress address;
    private final int connectTimeoutMs;
    private final long exchangeLimitNs;
    private final JedisClientConfig config;
    private @Nullable Connection connection;
    private volatile @Nullable Socket rawSocket;
    private volatile long busySinceNs;
    private volatile long busyLimitNs;
    private volatile boolean isShutDown;

    /**
     * Makes a link that is not connected.
     *
     * @param address of the server.
     * @param connectTimeoutMs for the TCP connection.
     * @param socketTimeoutMs for each answer.
     * @param clientName as shown by {@code CLIENT LIST}.
     */
    RedisLink(RedisAddress address, int connectTimeoutMs, int socketTimeoutMs, String clientName) {
        this.address = address;
        this.connectTimeoutMs = connectTimeoutMs;
        exchangeLimitNs = 2L * socketTimeoutMs * NS_PER_MS;
        config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(connectTimeoutMs)
                .socketTimeoutMillis(socketTimeoutMs)
                .user(address.user())
                .password(address.password())
                .database(address.database())
                .clientName(clientName)
                .protocol(RedisProtocol.RESP2)
                .build();
    }

    /**
     * Connects and logs in.
     *
     * @throws redis.clients.jedis.exceptions.JedisException when that fails; the link is not connected then.
     */
    void connect() {
        begin(connectTimeoutMs * NS_PER_MS + exchangeLimitNs);
        try {
            connection = new BoundedConnection(this::openSocket, config);
        } finally {
            end();
            if (connection == null) {
                breakOff();
            }
        }
    }

    boolean isConnected() {
        return connection != null;
    }

    private Socket openSocket() {
        Socket socket = new Socket();
        rawSocket = socket;
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            // Closing resets: what a stopped server has not read yet shall not be carried out later.
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            if (isShutDown) { // Read after the socket can be seen, so that one of the two closes it.
                throw new IOException("shut down");
            }
            socket.connect(new InetSocketAddress(address.host(), address.port()), connectTimeoutMs);
            socket.setSoTimeout(config.getSocketTimeoutMillis());
            return address.isTls() ? encrypted(socket) : socket;
        } catch (IOException e) {
            throw new JedisConnectionException("Failed to connect to " + address + ": " + e.getMessage(), e);
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, address.host(), address.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /**
     * Sends commands in one go and reads their answers.
     *
     * @param commands with their arguments.
     * @return one answer a command, in order; a {@link redis.clients.jedis.exceptions.JedisDataException} where the server refused.
     * @throws redis.clients.jedis.exceptions.JedisException when the connection failed; {@link #drop()} it.
     */
    List<Object> exchange(List<RedisCommand> commands) {
        Connection connected = connection;
        if (connected == null) {
            throw new JedisConnectionException("Not connected to " + address);
        }
        begin(exchangeLimitNs);
        try {
            for (int i = 0, size = commands.size(); i < size; i++) {
                RedisCommand command = commands.get(i);
                connected.sendCommand(command.name(), command.arguments());
            }
            return connected.getMany(commands.size());
        } finally {
            end();
        }
    }

    /** Reads a string; null when it is absent. */
    byte @Nullable [] get(byte[] key) {
        Object answer =
                exchange(List.of(new RedisCommand(Protocol.Command.GET, key))).get(0);
        if (answer instanceof RuntimeException refusal) {
            throw refusal;
        }
        return (byte[]) answer;
    }

    /** What {@code INFO} says of a section. */
    String info(String section) {
        byte[] name = section.getBytes(StandardCharsets.US_ASCII);
        Object answer =
                exchange(List.of(new RedisCommand(Protocol.Command.INFO, name))).get(0);
        if (answer instanceof RuntimeException refusal) {
            throw refusal;
        }
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    /** Forgets the connection and closes its socket, without a word to the server, which might block. */
    void drop() {
        connection = null;
        breakOff();
    }

    /** Closes the socket for good: the link does not connect again. Any thread may call it. */
    void shutDown() {
        isShutDown = true;
        breakOff();
    }

    /** Closes the socket under whatever is going on; that then fails. */
    void breakOff() {
        Socket socket = rawSocket;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new JedisConnectionException("The socket to " + address + " cannot be closed", e);
            }
        }
    }

    /**
     * Closes the socket if what is going on takes too long.
     *
     * @param nowNs monotonic time.
     * @return whether it did.
     */
    boolean breakOffIfStuck(long nowNs) {
        long limitNs = busyLimitNs;
        if (limitNs == 0 || nowNs - busySinceNs <= limitNs) {
            return false;
        }
        busyLimitNs = 0; // Once is enough.
        breakOff();
        return true;
    }

    private void begin(long limitNs) {
        busySinceNs = System.nanoTime();
        busyLimitNs = limitNs;
    }

    private void end() {
        busyLimitNs = 0;
    }
}
