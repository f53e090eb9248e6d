package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.stream.Topics;
import io.tickgate.simulator.stream.VenueProtocol;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.xnio.Options;

/** Owns the listening socket, Undertow's threads ({@code sim I/O-1} …) and all connections. Any thread may call. */
public final class SimulatorServer implements AutoCloseable {

    /** One reads and writes a test's few clients with ease; the second keeps the control endpoint quick while the first is busy. */
    private static final int IO_THREADS = 2;

    /** Nothing is dispatched to workers; XNIO wants one. */
    private static final int WORKER_THREADS = 1;

    /** Room for a URL with 1,024 streams. */
    private static final int HEADER_MAX_BYTES = 128 * 1_024;

    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final long ENTITY_MAX_BYTES = 16_384;

    /** What a stalled client hides in the kernel; the default grows to megabytes. */
    private static final int SOCKET_SEND_BYTES = 256 * 1_024;

    /** Time for clients to take the close frame when the server stops. */
    private static final long CLOSE_WAIT_NS = TimeUnit.SECONDS.toNanos(1);

    private final Undertow undertow;
    private final ConnectionRegistry registry = new ConnectionRegistry();
    private final ConnectionFaults connectionFaults;
    private final RequestFaults requestFaults;
    private final BoardTimer timer;

    /**
     * Creates a server; {@link #start} binds it.
     *
     * @param host address to bind
     * @param port 0 for any that is free
     * @param controls what the control endpoint does
     * @param faults asked at each handshake, request and subscription
     * @param protocol the venue's language
     * @param topics where connections enter their subscriptions
     * @param limits for each connection
     */
    public SimulatorServer(
            String host,
            int port,
            Controls controls,
            VenueFaults faults,
            VenueProtocol protocol,
            Topics topics,
            ConnectionLimits limits) {
        this.timer = new BoardTimer(faults.board(), this::onTick);
        this.connectionFaults = new ConnectionFaults(faults, registry, timer);
        this.requestFaults = new RequestFaults(faults.board(), timer);
        this.undertow = Undertow.builder()
                .addHttpListener(port, host)
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(WORKER_THREADS)
                .setWorkerOption(Options.WORKER_NAME, "sim")
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setSocketOption(Options.SEND_BUFFER, SOCKET_SEND_BYTES)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_MAX_BYTES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, ENTITY_MAX_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_TIMEOUT_MS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, REQUEST_TIMEOUT_MS)
                .setHandler(new RequestRouter(controls, faults, requestFaults, protocol, topics, registry, limits))
                .build();
    }

    /** Binds and serves. */
    public void start() {
        undertow.start();
        timer.start(undertow.getWorker().getIoThread());
    }

    private void onTick() {
        connectionFaults.cutOld();
    }

    /** Carries out a fault of the server's: what is to happen to its connections. */
    public void inject(Fault fault) {
        connectionFaults.inject(fault);
    }

    /** Ends what faults have begun here: late answers come now, frozen connections go on, held ones are closed. */
    public void endFaults() {
        timer.endFaults();
        requestFaults.closeHeld();
    }

    /** Where it listens; after {@link #start}. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    /** The connections and their counts. */
    public ConnectionRegistry registry() {
        return registry;
    }

    /** Closes all connections and the listener; returns within two seconds or so whatever the clients do. */
    @Override
    public void close() {
        timer.stop();
        requestFaults.closeHeld();
        connectionFaults.disconnectAll(false);
        long deadlineNs = System.nanoTime() + CLOSE_WAIT_NS;
        while (registry.openCount() > 0 && deadlineNs - System.nanoTime() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        connectionFaults.disconnectAll(true);
        undertow.stop();
    }
}
