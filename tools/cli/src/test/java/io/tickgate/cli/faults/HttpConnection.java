package io.tickgate.cli.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that is kept open: a request, its answer, the next request. Far cheaper than a general client, so that the
 * load leaves the machine to what is tested. Connects when it is needed. Owned by one thread.
 */
final class HttpConnection implements AutoCloseable {
    /**
     * An answer.
     *
     * @param status code.
     * @param body as text.
     */
    record Answer(int status, String body) {}

    private static final int HEAD_MAX_BYTES = 16 * 1024;
    private static final int BODY_MAX_BYTES = 4 * 1024 * 1024;

    private final int port;
    private final int timeoutMs;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    HttpConnection(int port, int timeoutMs) {
        this.port = port;
        this.timeoutMs = timeoutMs;
    }

    /** Asks for a path. */
    Answer get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
    }

    /** Posts JSON to a path. */
    Answer post(String path, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return exchange("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    private Answer exchange(String request) throws IOException {
        try {
            Socket open = open();
            open.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return read();
        } catch (IOException e) {
            close(); // What comes later would be taken for the answer to another request.
            throw e;
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket();
            socket = open;
            open.setTcpNoDelay(true);
            open.setSoTimeout(timeoutMs);
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
            in = new BufferedInputStream(open.getInputStream());
        }
        return open;
    }

    private Answer read() throws IOException {
        List<String> head = head().lines().toList();
        int length = -1;
        for (String line : head) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        if (length < 0 || length > BODY_MAX_BYTES) {
            throw new IOException("No length in " + head);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("closed within an answer");
        }
        return new Answer(Integer.parseInt(head.get(0).substring(9, 12)), new String(body, StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || head.length() > HEAD_MAX_BYTES) {
                throw new EOFException("closed after " + head.length() + " bytes of an answer");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new AssertionError("a socket that cannot be closed", e);
            }
        }
    }
}
