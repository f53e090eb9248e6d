package io.tickgate.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that frames by hand, so that it can break every rule, or not read at all. */
final class RawSocket implements AutoCloseable {
    private static final byte[] MASK = {1, 2, 3, 4};

    final Socket socket;
    private final DataInputStream in;

    /** A frame from the server: opcode and payload. */
    record Frame(int opcode, String text, int closeCode) {}

    private RawSocket(Socket socket, DataInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    static RawSocket open(int port, String path, int receiveBufferBytes) throws IOException {
        return open(port, path, receiveBufferBytes, new byte[0]);
    }

    /** Connects; {@code behind} goes out in the same packet as the handshake. */
    static RawSocket open(int port, String path, int receiveBufferBytes, byte[] behind) throws IOException {
        Socket socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.writeBytes(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        first.writeBytes(behind);
        socket.getOutputStream().write(first.toByteArray());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101") || !head.toString().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new IOException(head.toString());
        }
        return new RawSocket(socket, in);
    }

    /** A masked frame with these first byte and payload. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i & 3]);
        }
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            socket.getOutputStream().write(part);
            socket.getOutputStream().flush();
        }
    }

    /** The next frame; opcode -1 when the server has ended the stream. */
    Frame read() throws IOException {
        try {
            int opcode = in.readUnsignedByte() & 0x0F;
            long length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            int code = opcode == 8 && length >= 2 ? ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF) : 0;
            return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), code);
        } catch (EOFException | SocketException e) {
            return new Frame(-1, e.toString(), 0);
        }
    }

    /** Reads on to a close frame or the end. */
    Frame readClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != 8 && frame.opcode() != -1) {
            frame = read();
        }
        return frame;
    }

    /** Reads on to a frame that holds a text. */
    Frame readUntil(String part) throws IOException {
        Frame frame = read();
        while (!frame.text().contains(part)) {
            if (frame.opcode() == -1) {
                throw new IOException("ended before " + part);
            }
            frame = read();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
