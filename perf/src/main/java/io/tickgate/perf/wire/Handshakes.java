package io.tickgate.perf.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** Both sides of the WebSocket opening handshake (RFC 6455, section 4), as far as the rig needs it. */
final class Handshakes {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "AQIDBAUGBwgJCgsMDQ4PEA==";
    private static final int HEAD_LENGTH_MAX = 16_384;
    private static final String END = "\r\n\r\n";

    private Handshakes() {}

    /** Connects to a server on this machine and asks for a path. */
    static Socket connect(int port, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        ask(socket, path);
        return socket;
    }

    /** Asks for a path on a fresh connection, which is closed when that is refused. */
    static void ask(Socket socket, String path) throws IOException {
        socket.setTcpNoDelay(true);
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + KEY + END;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = readHead(socket.getInputStream());
        if (!answer.startsWith("HTTP/1.1 101")) {
            socket.close();
            throw new IOException(
                    "The handshake was refused: " + answer.lines().findFirst().orElse("no answer"));
        }
    }

    /** Answers a client that has connected. */
    static void accept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        String key = readHead(socket.getInputStream())
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("A handshake without a key"));
        OutputStream out = socket.getOutputStream();
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + answerTo(key) + END)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** What proves that a server has understood a key. */
    static String answerTo(String key) {
        try {
            byte[] text = (key + MAGIC).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    /** Reads up to the empty line and not a byte more: frames may follow at once. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < END.length() || head.indexOf(END, head.length() - END.length()) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == HEAD_LENGTH_MAX) {
                throw new IOException("The handshake ended after " + head.length() + " bytes");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
