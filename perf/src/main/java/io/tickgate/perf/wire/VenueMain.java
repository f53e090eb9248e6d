package io.tickgate.perf.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The venue of a run, a process: takes one connection, and when told to, sends trades at a fixed rate, each as soon as it is due, late ones
 * at once. It parks between them: on few cores a spinning sender would take what it measures its core.
 *
 * <p>Arguments: file of the times, number of trades. Says {@code PORT n}, {@code CONNECTED}, {@code SENT}; takes {@code GO start rate warmUps}.
 */
final class VenueMain {
    /** Parking ends about this much late (the kernel's timer slack, 50 µs), so it starts this much earlier. */
    private static final long SLACK_NS = 55_000;

    private VenueMain() {}

    public static void main(String[] arguments) throws IOException {
        int trades = Integer.parseInt(arguments[1]);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (WireTimes times = WireTimes.map(Path.of(arguments[0]), trades);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println("PORT " + server.getLocalPort());
            try (Socket socket = server.accept()) {
                Handshakes.accept(socket);
                System.out.println("CONNECTED");
                String go = commands.readLine();
                if (go != null) {
                    send(socket.getOutputStream(), schedule(go, trades), times);
                    System.out.println("SENT");
                    commands.readLine(); // The connection stays open until all has been read.
                }
            }
        }
    }

    private static Schedule schedule(String go, int trades) {
        String[] words = go.split(" ", -1);
        return new Schedule(Long.parseLong(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]), trades);
    }

    private static void send(OutputStream out, Schedule schedule, WireTimes times) throws IOException {
        TradeFrame frame = new TradeFrame();
        for (int trade = 0; trade < schedule.trades(); trade++) {
            await(schedule.intendedNs(trade));
            frame.set(trade, System.currentTimeMillis());
            times.note(WireTimes.Point.SENT, trade, System.nanoTime());
            out.write(frame.array(), 0, frame.length());
        }
    }

    private static void await(long dueNs) {
        long leftNs = dueNs - System.nanoTime();
        while (leftNs > 0) {
            if (leftNs > SLACK_NS) {
                LockSupport.parkNanos(leftNs - SLACK_NS);
            } else {
                Thread.onSpinWait();
            }
            leftNs = dueNs - System.nanoTime();
        }
    }
}
