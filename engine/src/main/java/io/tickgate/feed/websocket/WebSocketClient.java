package io.tickgate.feed.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;

/**
 * One WebSocket connection as client, over a blocking socket, with TLS for {@code wss} (host name verified, SNI sent). Reading gives
 * raw bytes of frames: {@link FrameReader} cuts them. No extension is offered.
 *
 * <p>What blocks has an absolute deadline: connecting, the handshakes of TLS and WebSocket, each write. A socket's own timeout starts
 * anew with each byte, and a write has none; so another thread calls {@link #closeIfOverdue} now and then, which closes the socket and
 * so wakes the one that is stuck. A name lookup alone can neither be bounded nor woken.
 *
 * <p>Owned by the connection's thread; {@link #close()} and {@link #closeIfOverdue} may come from any. Reading from a plain socket
 * allocates nothing.
 */
public final class WebSocketClient implements AutoCloseable {
    /** Longest payload of a control frame (RFC 6455, 5.5). */
    public static final int CONTROL_LENGTH_MAX = 125;

    /** Longest text message that is sent: a hundred subscriptions take 6 KB. */
    public static final int TEXT_LENGTH_MAX = 16 * 1024;

    /** How long a read waits, so that the thread looks at its orders four times a second. */
    public static final int READ_TIMEOUT_MS = 250;

    /** No write to a venue that reads takes longer; one that does not read is given up. */
    public static final long WRITE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    /** Room for a second of the busiest symbol seen (1,362 frames of 150 bytes) while the thread is held up. */
    private static final int RECEIVE_BUFFER_LENGTH = 1 << 20;

    private static final int HEADER_LENGTH_MAX = 4;
    private static final int MASK_LENGTH = 4;
    private static final int MASKED = 0x80;
    private static final int FINAL = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int KEY_LENGTH = 16;

    private final URI url;
    private final SSLSocketFactory tls;
    private final RandomGenerator random;
    private final NanoClock clock;
    private final byte[] sendBuffer = new byte[HEADER_LENGTH_MAX + MASK_LENGTH + TEXT_LENGTH_MAX];
    private final byte[] answer = new byte[Handshake.ANSWER_LENGTH_MAX];
    private int gluedOffset;
    private int gluedEnd;
    private volatile boolean isClosed;
    private volatile boolean isBusy;
    private volatile long deadlineNs;
    private volatile boolean isOverdue;
    private volatile Socket plain = new Socket();
    private InputStream plainInput = InputStream.nullInputStream();
    private InputStream input = InputStream.nullInputStream();
    private OutputStream output = OutputStream.nullOutputStream();

    /**
     * A connection yet to be opened.
     *
     * @param url {@code ws} or {@code wss}, with path and query.
     * @param tls of {@code wss}.
     * @param random for the handshake's key and the masks.
     * @param clock monotonic, for the deadlines.
     */
    public WebSocketClient(URI url, SSLSocketFactory tls, RandomGenerator random, NanoClock clock) {
        this.url = url;
        this.tls = tls;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Connects and performs the handshake.
     *
     * @param connectTimeoutNs for all addresses of the host together, the lookup of its name included as far as it comes back.
     * @param handshakeTimeoutNs for TLS and WebSocket handshake together.
     * @throws HandshakeException when the server answers with something else.
     * @throws IOException when it does not answer.
     */
    public void open(long connectTimeoutNs, long handshakeTimeoutNs) throws IOException {
        try {
            begin(connectTimeoutNs);
            boolean isSecure = "wss".equals(url.getScheme());
            int defaultPort = isSecure ? 443 : 80;
            connect(url.getPort() < 0 ? defaultPort : url.getPort());
            begin(handshakeTimeoutNs);
            shakeHands(isSecure);
        } catch (HandshakeException e) {
            throw e;
        } catch (IOException e) {
            throw isOverdue ? new SocketTimeoutException("no answer in time") : e;
        } finally {
            isBusy = false;
        }
    }

    private void begin(long limitNs) {
        deadlineNs = clock.nanoTime() + limitNs;
        isBusy = true;
    }

    /** Tries each address of the host, as one of two address families may be broken. */
    private void connect(int port) throws IOException {
        IOException failure = new IOException("closed before it was connected");
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            Socket socket = new Socket();
            plain = socket;
            if (isClosed) {
                break;
            }
            try {
                socket.setReceiveBufferSize(RECEIVE_BUFFER_LENGTH);
                socket.connect(new InetSocketAddress(address, port), leftMs());
                return;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private int leftMs() {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNs - clock.nanoTime()));
    }

    private void shakeHands(boolean isSecure) throws IOException {
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(READ_TIMEOUT_MS);
        plainInput = plain.getInputStream();
        Socket socket = isSecure ? secure() : plain;
        input = socket.getInputStream();
        output = socket.getOutputStream();
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        output.write(Handshake.request(url, key));
        int headEnd = readHead();
        Handshake.check(new String(answer, 0, headEnd, StandardCharsets.ISO_8859_1), key);
    }

    private Socket secure() throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        // The JDK would do it by itself, but not for a name without a point. An address has no SNI (RFC 6066, 3).
        if (!url.getHost().matches("[0-9.]+|\\[.*")) {
            parameters.setServerNames(List.of(new SNIHostName(url.getHost())));
        }
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(leftMs());
        socket.startHandshake();
        socket.setSoTimeout(READ_TIMEOUT_MS);
        return socket;
    }

    private int readHead() throws IOException {
        int length = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            if (length == answer.length) {
                throw new HandshakeException("the answer does not end", HandshakeException.NO_STATUS, 0);
            }
            int count = readSocket(answer, length, answer.length - length);
            if (count < 0) {
                throw new IOException("closed within the handshake");
            }
            length += count;
            headEnd = Handshake.headEnd(answer, length);
            if (headEnd < 0 && clock.nanoTime() - deadlineNs >= 0) {
                throw new SocketTimeoutException("no answer to the handshake in time");
            }
        }
        gluedOffset = headEnd;
        gluedEnd = length;
        return headEnd;
    }

    /**
     * Reads bytes of frames, the ones that came with the handshake's answer first. Waits up to {@link #READ_TIMEOUT_MS}.
     *
     * @param target to read into.
     * @param offset of the first byte.
     * @param length most bytes to read.
     * @return number of bytes, 0 when none came in time, -1 at the end.
     * @throws IOException when the connection broke.
     */
    public int read(byte[] target, int offset, int length) throws IOException {
        if (gluedOffset == gluedEnd) {
            return readSocket(target, offset, length);
        }
        int count = Math.min(length, gluedEnd - gluedOffset);
        System.arraycopy(answer, gluedOffset, target, offset, count);
        gluedOffset += count;
        return count;
    }

    private int readSocket(byte[] target, int offset, int length) throws IOException {
        try {
            return input.read(target, offset, length);
        } catch (SocketTimeoutException e) {
            return 0; // Not an error: the caller looks at its deadlines and reads again.
        }
    }

    /**
     * Bytes that wait to be read, in this process and in the kernel; with TLS those still encrypted included.
     *
     * @throws IOException when the connection broke.
     */
    public int available() throws IOException {
        return gluedEnd - gluedOffset + input.available() + (input == plainInput ? 0 : plainInput.available());
    }

    /**
     * Sends one masked control frame, waiting up to {@link #WRITE_TIMEOUT_NS} for room in the kernel.
     *
     * @param opcode of the frame.
     * @param payload at most {@link #CONTROL_LENGTH_MAX} bytes of it are sent.
     * @param payloadLength in bytes.
     * @throws IOException when the connection broke.
     */
    public void sendControl(int opcode, byte[] payload, int payloadLength) throws IOException {
        send(opcode, payload, Math.min(payloadLength, CONTROL_LENGTH_MAX));
    }

    /**
     * Sends one masked text message, waiting up to {@link #WRITE_TIMEOUT_NS} for room in the kernel.
     *
     * @param payload UTF-8, at most {@link #TEXT_LENGTH_MAX} bytes.
     * @throws IOException when the connection broke.
     * @throws IllegalArgumentException when it is longer.
     */
    public void sendText(byte[] payload) throws IOException {
        if (payload.length > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException("a message of " + payload.length + " bytes");
        }
        send(FrameReader.TEXT, payload, payload.length);
    }

    private void send(int opcode, byte[] payload, int length) throws IOException {
        int mask = random.nextInt();
        int start = putHeader(opcode, length, mask);
        for (int i = 0; i < length; i++) {
            sendBuffer[start + i] = (byte) (payload[i] ^ maskByte(mask, i));
        }
        begin(WRITE_TIMEOUT_NS);
        try {
            output.write(sendBuffer, 0, start + length);
        } catch (IOException e) {
            throw isOverdue ? new SocketTimeoutException("the venue does not read") : e;
        } finally {
            isBusy = false;
        }
    }

    /** Index of the payload's first byte. */
    private int putHeader(int opcode, int length, int mask) {
        int index = 0;
        sendBuffer[index++] = (byte) (FINAL | opcode);
        if (length < LENGTH_16) {
            sendBuffer[index++] = (byte) (MASKED | length);
        } else {
            sendBuffer[index++] = (byte) (MASKED | LENGTH_16);
            sendBuffer[index++] = (byte) (length >>> Byte.SIZE);
            sendBuffer[index++] = (byte) length;
        }
        for (int i = 0; i < MASK_LENGTH; i++) {
            sendBuffer[index++] = maskByte(mask, i);
        }
        return index;
    }

    private static byte maskByte(int mask, int index) {
        return (byte) (mask >>> (Byte.SIZE * (index & 3)));
    }

    /**
     * Closes the socket when what its thread is stuck in has passed its deadline. Any thread may call it.
     *
     * @param nowNs of the monotonic clock.
     * @return whether it was closed for that, now or before.
     */
    public boolean closeIfOverdue(long nowNs) {
        if (isBusy && nowNs - deadlineNs >= 0) {
            isOverdue = true;
            close();
        }
        return isOverdue;
    }

    /** Closes the socket at once, waking a thread that reads, writes or connects. Any thread may call it, more than once. */
    @Override
    public void close() {
        isClosed = true;
        // Not the TLS socket: its close would wait for a writer to say goodbye.
        CloseHelper.quietClose(plain);
    }
}
