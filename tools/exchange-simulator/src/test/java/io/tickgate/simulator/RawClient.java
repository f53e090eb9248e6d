package io.tickgate.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client down to the bytes, for what a well-behaved library does not do: read slowly, send broken frames, not answer pings. */
final class RawClient implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int DEADLINE_MS = 20_000;

    /** One frame of the server. */
    record Frame(int opcode, String text) {

        /** The code of a close frame. */
        int closeCode() {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)).getShort() & 0xFFFF;
        }
    }

    private final Socket socket = new Socket();
    private final InputStream input;
    private final OutputStream output;

    RawClient(int port, int receiveBufferBytes) throws IOException {
        socket.setReceiveBufferSize(receiveBufferBytes);
        socket.setSoTimeout(DEADLINE_MS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MS);
        input = new BufferedInputStream(socket.getInputStream(), 4_096);
        output = socket.getOutputStream();
    }

    static RawClient connect(int port, String target) throws IOException {
        RawClient client = new RawClient(port, 65_536);
        client.upgrade(target);
        return client;
    }

    void upgrade(String target) throws IOException {
        sendBytes(handshake(target));
        assertTrue(readHead().startsWith("HTTP/1.1 101"), "upgraded");
    }

    static byte[] handshake(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void sendBytes(byte[] bytes) throws IOException {
        output.write(bytes);
        output.flush();
    }

    void send(int opcode, String text) throws IOException {
        sendBytes(frame(0x80 | opcode, text));
    }

    /** A masked frame with this first byte. */
    static byte[] frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** Everything up to the empty line of an HTTP answer. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("end inside the head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    Frame read() throws IOException {
        DataInputStream data = new DataInputStream(input);
        int opcode = data.readUnsignedByte() & 0x0F;
        int length = data.readUnsignedByte();
        if (length == 126) {
            length = data.readUnsignedShort();
        } else if (length == 127) {
            length = (int) data.readLong();
        }
        byte[] payload = new byte[length];
        data.readFully(payload);
        return new Frame(opcode, new String(payload, StandardCharsets.ISO_8859_1));
    }

    /** The next frame of this kind; others are passed over. */
    Frame readUntil(int opcode) throws IOException {
        Frame frame = read();
        while (frame.opcode() != opcode) {
            frame = read();
        }
        return frame;
    }

    int readByte() throws IOException {
        return input.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
