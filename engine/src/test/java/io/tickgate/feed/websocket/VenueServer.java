package io.tickgate.feed.websocket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A venue on a loopback socket that does byte for byte what a test says; one thread accepts, the test's thread plays the venue. */
public final class VenueServer implements AutoCloseable {
    public static final String TRADE_1 = trade(1);

    private static final long DEADLINE_S = 20;

    private final ServerSocket socket;
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private final List<Socket> open = new ArrayList<>();

    public VenueServer() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    public VenueServer(ServerSocket socket) {
        this.socket = socket;
        Thread thread = new Thread(this::accept, "venue-accept");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                accepted.add(socket.accept());
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A trade of BTCUSDT as the venue writes it. */
    public static String trade(long id) {
        return "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":"
                + id + ",\"p\":\"2.00000000\",\"q\":\"1.00000000\",\"T\":1672515782136,\"m\":true,\"M\":true}}";
    }

    public URI url(String scheme) {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort());
    }

    /** The next connection, before its handshake. */
    public Connection next() throws IOException, InterruptedException {
        Socket next = accepted.poll(DEADLINE_S, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody connected");
        }
        open.add(next);
        next.setSoTimeout((int) TimeUnit.SECONDS.toMillis(DEADLINE_S));
        return new Connection(next);
    }

    /** The next connection, after its handshake. */
    public Connection nextOpen() throws IOException, InterruptedException {
        Connection connection = next();
        connection.upgrade("");
        return connection;
    }

    /** Connections that nobody took with {@link #next()}. */
    public int waiting() {
        return accepted.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }

    /** One connection, played by the test. */
    public static final class Connection {
        private final Socket socket;
        private final InputStream input;
        private final OutputStream output;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            input = socket.getInputStream();
            output = socket.getOutputStream();
        }

        public Socket socket() {
            return socket;
        }

        /** Reads the request; answers it, with more bytes glued to the answer. */
        public String upgrade(String glued) throws IOException {
            String request = readRequest();
            send(answer(request) + glued);
            return request;
        }

        public static String answer(String request) {
            String name = "Sec-WebSocket-Key: ";
            int start = request.indexOf(name) + name.length();
            byte[] key = Base64.getDecoder().decode(request.substring(start, request.indexOf('\r', start)));
            return String.join(
                    "\r\n",
                    "HTTP/1.1 101 Switching Protocols",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Accept: " + Handshake.accept(key),
                    "",
                    "");
        }

        public String readRequest() throws IOException {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                int b = input.read();
                if (b < 0) {
                    throw new IOException("closed within the request: " + request);
                }
                request.append((char) b);
            }
            return request.toString();
        }

        public void send(String bytes) throws IOException {
            output.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            output.flush();
        }

        public void sendText(String text) throws IOException {
            send(frame(0x81, text));
        }

        /** A frame of a server as a string of bytes. */
        public static String frame(int first, String payload) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(first);
            if (payload.length() < 126) {
                frame.write(payload.length());
            } else {
                frame.write(126);
                frame.write(payload.length() >> 8);
                frame.write(payload.length());
            }
            frame.writeBytes(payload.getBytes(StandardCharsets.ISO_8859_1));
            return frame.toString(StandardCharsets.ISO_8859_1);
        }

        /** The next frame of the client, unmasked: {@code first byte:payload}; null at the end. */
        @Nullable
        public String readFrame() throws IOException {
            int first = input.read();
            if (first < 0) {
                return null;
            }
            int second = input.read();
            if ((second & 0x80) == 0) {
                throw new IOException("a client's frame must be masked");
            }
            int length = second & 0x7F;
            if (length == 126) {
                length = input.read() << 8 | input.read();
            }
            byte[] mask = input.readNBytes(4);
            byte[] payload = input.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            return Integer.toHexString(first) + ":" + new String(payload, StandardCharsets.ISO_8859_1);
        }

        /** The next frame of the client that is no text message. */
        @Nullable
        public String readControl() throws IOException {
            String frame = readFrame();
            while (frame != null && frame.startsWith("81:")) {
                frame = readFrame();
            }
            return frame;
        }

        /** The next text message of the client; null at the end. */
        @Nullable
        public String readText() throws IOException {
            String frame = readFrame();
            while (frame != null && !frame.startsWith("81:")) {
                frame = readFrame();
            }
            return frame == null ? null : frame.substring(3);
        }

        /** Whether the client has closed its side. */
        public boolean isClosedByClient() throws IOException {
            try {
                while (true) {
                    if (input.read() < 0) {
                        return true;
                    }
                }
            } catch (SocketException e) {
                return true; // Reset: closed with bytes unread.
            }
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Ends the connection with a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
