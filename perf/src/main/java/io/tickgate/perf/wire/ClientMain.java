package io.tickgate.perf.wire;

import io.tickgate.perf.wire.WireTimes.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;

/**
 * The clients of a run, a process: the first connection is measured, on a thread that blocks in its read; the others take the same and only
 * cause load.
 *
 * <p>Arguments: file of the times, number of trades, the subject's port, path, what stands before a price, number of clients. Says
 * {@code READY}; ends when its connections do or its standard input ends.
 */
final class ClientMain {
    private ClientMain() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[2]);
        int clients = Integer.parseInt(arguments[5]);
        try (WireTimes times = WireTimes.map(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
                Socket measured = Handshakes.connect(port, arguments[3])) {
            if (clients > 1) {
                Drain.connect(clients - 1, port, arguments[3]).start();
            }
            endWithInput();
            System.out.println("READY");
            receive(measured, new FrameScanner(arguments[4]), times);
        }
        System.exit(0);
    }

    private static void receive(Socket socket, FrameScanner frames, WireTimes times) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        while (true) {
            int room = frames.room();
            int length = in.read(frames.buffer(), frames.limit(), room);
            long nowNs = System.nanoTime();
            if (length < 0) {
                return;
            }
            frames.added(length);
            int opcode = frames.next();
            while (opcode != FrameScanner.NONE) {
                if (opcode == FrameScanner.TEXT) {
                    times.note(Point.ARRIVED, frames.trade(), nowNs);
                } else if (opcode == FrameScanner.PING) {
                    ClientFrames.pong(out, frames.buffer(), frames.payloadOffset(), frames.payloadLength());
                } else if (opcode == FrameScanner.CLOSE) {
                    return;
                }
                opcode = frames.next();
            }
        }
    }

    /** The parent closes our input, or has died: either way the run is over. */
    private static void endWithInput() {
        Thread thread = new Thread(
                () -> {
                    try {
                        int read = System.in.read();
                        while (read >= 0) {
                            read = System.in.read();
                        }
                    } catch (IOException e) {
                        System.err.println("The input broke: " + e);
                    }
                    System.exit(0);
                },
                "end-with-input");
        thread.setDaemon(true);
        thread.start();
    }
}
