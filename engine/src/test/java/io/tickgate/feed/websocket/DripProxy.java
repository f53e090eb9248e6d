package io.tickgate.feed.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Passes bytes of one connection on to a server, and those of the server back byte by byte with pauses between. */
final class DripProxy implements AutoCloseable {
    /** Longer than a read waits. */
    private static final long SLOW_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(WebSocketClient.READ_TIMEOUT_MS * 3L / 2);

    private final ServerSocket listener;
    private final int port;
    private final long pauseNs;
    private final AtomicInteger slowBytes = new AtomicInteger();
    private volatile Socket client = new Socket();
    private volatile Socket server = new Socket();

    /** In front of a port on loopback. */
    DripProxy(int port, long pauseMs) throws IOException {
        this.port = port;
        pauseNs = TimeUnit.MILLISECONDS.toNanos(pauseMs);
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        start("proxy", this::run);
    }

    private static void start(String name, Runnable what) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes the next bytes on so slowly that reads time out between them. */
    void slow(int bytes) {
        slowBytes.set(bytes);
    }

    URI url() {
        return URI.create("wss://localhost:" + listener.getLocalPort());
    }

    private void run() {
        try {
            client = listener.accept();
            server = new Socket(InetAddress.getLoopbackAddress(), port);
            start("proxy-out", () -> pass(client, server, 0));
            pass(server, client, pauseNs);
        } catch (IOException e) {
            close();
        }
    }

    /** Ends with either socket, which is how a test ends it. */
    private void pass(Socket from, Socket to, long usualPauseNs) {
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int b = input.read(); b >= 0; b = input.read()) {
                output.write(b);
                boolean isSlow = usualPauseNs > 0 && slowBytes.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                LockSupport.parkNanos(isSlow ? SLOW_PAUSE_NS : usualPauseNs);
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            client.close();
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
