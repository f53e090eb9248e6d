package io.tickgate.perf.wire;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** Reads and forgets what comes on connections that only cause load, a sleeping thread each: some hundred at most. */
final class Drain {
    private static final int BUFFER_LENGTH = 16_384;

    private final List<Socket> sockets;

    Drain(List<Socket> sockets) {
        this.sockets = sockets;
    }

    /** Starts the threads; they end with their connections and hold up no process. */
    void start() {
        for (Socket socket : sockets) {
            Thread thread = new Thread(() -> drain(socket), "drain-" + socket.getLocalPort());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void drain(Socket socket) {
        byte[] buffer = new byte[BUFFER_LENGTH];
        try (socket) {
            int length = socket.getInputStream().read(buffer);
            while (length >= 0) {
                length = socket.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            System.err.println("A client that only causes load has ended: " + e);
        }
    }
}
