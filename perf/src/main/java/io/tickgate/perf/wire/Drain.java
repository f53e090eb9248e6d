package io.tickgate.perf.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Reads and forgets what comes on connections that only cause load: one thread for all, so that they take as little as can be of the
 * machine that is measured. Ends with the process.
 */
final class Drain {
    private static final int BUFFER_LENGTH = 1 << 18;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);

    private Drain(Selector selector) {
        this.selector = selector;
    }

    /** Connects a number of clients, each through its handshake. */
    static Drain connect(int clients, int port, String path) throws IOException {
        Selector selector = Selector.open();
        for (int i = 0; i < clients; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Handshakes.ask(channel.socket(), path);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        return new Drain(selector);
    }

    /** Starts the thread. */
    void start() {
        Thread thread = new Thread(this::run, "drain");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!selector.keys().isEmpty()) {
                selector.select(this::read);
            }
        } catch (IOException e) {
            System.err.println("The clients that only cause load have ended: " + e);
        }
    }

    private void read(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (channel.read(buffer.clear()) < 0) {
                channel.close();
            }
        } catch (IOException e) {
            System.err.println("A client that only causes load has ended: " + e);
            key.cancel();
        }
    }
}
