package io.tickgate.simulator.server;

import io.tickgate.simulator.fault.FrameSort;
import io.tickgate.simulator.fault.VenueDialect;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.stream.Dialogue;
import io.tickgate.simulator.stream.Reply;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One client after the handshake. Its reading, its session and its end belong to its I/O thread; the source's thread only offers messages. It owns the socket and closes it.
 */
final class ClientConnection implements Subscriber, ClientFrameDecoder.Listener {

    /** How long a client may take to read the last frames and answer the close frame. */
    private static final long CLOSE_LINGER_MS = 2_000;

    /** A first frame that is to leave with the handshake's answer is waited for this long. */
    private static final long GLUE_WAIT_MS = 5_000;

    /** Begins the payload of a ping that is one of many; its pong does not count against the client. */
    private static final String FLOOD = "flood";

    private static final int READ_BYTES = 16 * 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final long id;
    private final StreamConnection socket;
    private final XnioIoThread ioThread;
    private final Dialogue session;
    private final Topics topics;
    private final VenueFaults faults;
    private final ConnectionRegistry registry;
    private final long openedNs;
    private final Outbox outbox;
    private final Heartbeat heartbeat;
    private final FramePace pace;
    private final ClientFrameDecoder decoder = new ClientFrameDecoder(this);
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
    private volatile List<String> streams;
    /** The streams that have been entered, as the state shows them. */
    private volatile List<String> shownStreams = List.of();

    private volatile boolean frozen;
    private long floodPongsDue;
    private boolean closing;
    private volatile boolean over;

    /** Takes over a socket after its handshake; on its I/O thread. */
    @SuppressWarnings(
            "this-escape") // The parts that get this are called on this very thread, so later than the end of the
    // constructor.
    ClientConnection(
            StreamConnection socket,
            Dialogue session,
            Topics topics,
            VenueFaults faults,
            ConnectionRegistry registry,
            ConnectionLimits limits) {
        this.id = registry.nextId();
        this.socket = socket;
        this.ioThread = socket.getIoThread();
        this.session = session;
        this.streams = session.streams();
        this.topics = topics;
        this.faults = faults;
        this.openedNs = faults.board().nowNs();
        this.registry = registry;
        this.outbox = new Outbox(socket.getSinkChannel(), ioThread, limits.windowBytes(), this::terminate);
        this.pace = new FramePace(limits.framesPerSecondMax());
        this.heartbeat = new Heartbeat(ioThread, limits.pingInterval(), limits.pongTimeout(), this);
    }

    /** Enters the streams of the URL and starts reading; on the I/O thread. */
    void start() {
        streams.forEach(this::enter);
        shownStreams = streams;
        registry.add(this);
        ConduitStreamSourceChannel source = socket.getSourceChannel();
        source.setReadListener(this::onReadable);
        source.resumeReads();
        carryOut(session.opening());
        if (!session.patience().isZero()) {
            ioThread.executeAfter(this::checkSubscribed, session.patience().toNanos(), TimeUnit.NANOSECONDS);
        }
        // A first message may have come along with the handshake and is not announced by the socket.
        onReadable(source);
    }

    /**
     * The same, and sends these bytes in one write with the first data frame, or with a ping if no stream is asked for yet.
     *
     * @param answer to the handshake
     */
    void startGlued(byte[] answer) {
        outbox.hold(answer);
        boolean dataWillCome = !streams.isEmpty();
        if (!dataWillCome) {
            sendControl(Opcode.PING, FLOOD.getBytes(StandardCharsets.US_ASCII));
            floodPongsDue = 1;
            outbox.letGo();
        }
        start();
        ioThread.executeAfter(outbox::letGo, GLUE_WAIT_MS, TimeUnit.MILLISECONDS);
    }

    private void enter(String stream) {
        VenueDialect dialect = faults.dialect();
        boolean isTrades = dialect.keysOf(stream).sort() == FrameSort.TRADE;
        if (!faults.arrivals().defers(this, stream, dialect.symbolOf(stream), isTrades)) {
            topics.subscribe(stream, this);
        }
    }

    private void leave(String stream) {
        faults.arrivals().forget(this, stream);
        topics.unsubscribe(stream, this);
    }

    @Override
    public boolean wants(String stream) {
        return streams.contains(stream);
    }

    /** Age by the clock of the faults. */
    long ageNs() {
        return faults.board().nowNs() - openedNs;
    }

    /** Neither reads nor writes nor closes of its own accord, and loses what is offered; or goes on with what comes from then on. Any thread. */
    void freeze(boolean value) {
        if (frozen == value) {
            return;
        }
        frozen = value;
        outbox.freeze(value);
        onIoThread(() -> {
            if (over) {
                return;
            }
            ConduitStreamSourceChannel source = socket.getSourceChannel();
            if (frozen) {
                source.suspendReads();
            } else {
                heartbeat.forget();
                source.resumeReads();
                onReadable(source);
            }
        });
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Pings so many times in a row; any thread. */
    void floodWithPings(long count) {
        onIoThread(() -> {
            floodPongsDue += count;
            for (long i = 0; i < count && !closing; i++) {
                sendControl(Opcode.PING, (FLOOD + i).getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    /** Offers a text that is no message of a stream; any thread. */
    void offer(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        offerText(utf8, 0, utf8.length);
    }

    /** Offers a frame of megabytes; any thread. A client that still has one waiting is spared. */
    void offer(BigFrame frame) {
        counted(outbox.offerBig(frame));
    }

    /** Whether it has a stream of this symbol, or, with null, any stream. */
    boolean hasStreamOf(@Nullable String symbol) {
        List<String> now = streams;
        return symbol == null
                ? !now.isEmpty()
                : now.stream()
                        .anyMatch(stream -> faults.dialect().symbolOf(stream).equals(symbol));
    }

    ConnectionView view() {
        return new ConnectionView(id, session.isCombined(), shownStreams);
    }

    private void onReadable(ConduitStreamSourceChannel source) {
        try {
            int count = frozen ? 0 : source.read(readBuffer.clear());
            while (count > 0) {
                readBuffer.flip();
                decoder.decode(readBuffer);
                count = over || frozen ? 0 : source.read(readBuffer.clear());
            }
            if (count < 0) {
                terminate();
            }
        } catch (IOException e) {
            LOG.debug("connection {} broke: {}", id, e.toString());
            terminate();
        }
    }

    @Override
    public void onText(String text) {
        if (!admit()) {
            return;
        }
        carryOut(session.onText(text));
    }

    private void carryOut(Reply reply) {
        // First the list, since who enters a stream later looks there whether it is still wanted.
        streams = session.streams();
        reply.left().forEach(this::leave);
        reply.texts().forEach(answer -> sendControl(Opcode.TEXT, answer.getBytes(StandardCharsets.UTF_8)));
        if (over) {
            streams = List.of();
            return;
        }
        reply.entered().forEach(this::enter);
        shownStreams = streams;
        if (reply.closes()) {
            close(Opcode.CODE_POLICY, "", false);
        }
    }

    private void checkSubscribed() {
        if (frozen) {
            return;
        }
        if (session.streams().isEmpty()) {
            close(Opcode.CODE_POLICY, "No subscription", false);
        }
    }

    @Override
    public void onBinary() {
        close(Opcode.CODE_UNSUPPORTED_DATA, "binary messages are not understood", false);
    }

    @Override
    public void onPing(byte[] payload) {
        if (admit()) {
            sendControl(Opcode.PONG, payload);
        }
    }

    @Override
    public void onPong(byte[] payload) {
        if (floodPongsDue > 0 && new String(payload, StandardCharsets.US_ASCII).startsWith(FLOOD)) {
            floodPongsDue--;
        } else if (admit()) {
            heartbeat.onPong(payload);
        }
    }

    @Override
    public void onClose(int code) {
        if (closing) {
            terminate();
        } else {
            close(code == Opcode.CODE_NO_STATUS ? Opcode.CODE_NORMAL : code, "", false);
        }
    }

    @Override
    public void onViolation(int code, String reason) {
        close(code, reason, false);
    }

    private boolean admit() {
        if (closing) {
            return false;
        }
        if (pace.admit(System.nanoTime())) {
            return true;
        }
        registry.countPace();
        close(Opcode.CODE_POLICY, "Too many requests", false);
        return false;
    }

    /** Sends an answer, ping or pong; a client that leaves too many unread is cut off. On the I/O thread. */
    void sendControl(int opcode, byte[] payload) {
        if (outbox.offerControl(opcode, payload) == Offer.FULL) {
            terminate();
        }
    }

    /** When the client last took bytes after it had been in arrears; monotonic. */
    long tookBytesNs() {
        return outbox.unblockedNs();
    }

    /**
     * Closes with a close frame, and cuts the socket if the client does not follow; any thread.
     *
     * @param dropWaiting whether what waits for the client is dropped
     */
    void close(int code, String reason, boolean dropWaiting) {
        onIoThread(() -> {
            if (closing || over) {
                return;
            }
            closing = true;
            leaveTopics();
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            ByteBuffer payload = ByteBuffer.allocate(2 + text.length);
            payload.putShort((short) code).put(text);
            outbox.finish(payload.array(), dropWaiting);
            ioThread.executeAfter(this::terminate, CLOSE_LINGER_MS, TimeUnit.MILLISECONDS);
        });
    }

    /** Cuts the socket without a close frame; any thread. */
    void abort() {
        onIoThread(this::terminate);
    }

    private void onIoThread(Runnable task) {
        try {
            ioThread.execute(task);
        } catch (RejectedExecutionException e) {
            // The server has stopped, and its sockets with it.
            LOG.debug("connection {} is closed with the server", id);
        }
    }

    private void leaveTopics() {
        List<String> left = streams;
        // First, so that whoever enters it later sees that it has left.
        streams = List.of();
        left.forEach(this::leave);
    }

    private void terminate() {
        if (over) {
            return;
        }
        over = true;
        closing = true;
        heartbeat.stop();
        outbox.abandon();
        leaveTopics();
        registry.remove(this);
        IoUtils.safeClose(socket);
    }

    @Override
    public boolean isCombined() {
        return session.isCombined();
    }

    @Override
    public boolean isMicroseconds() {
        return session.isMicroseconds();
    }

    @Override
    public Offer offerText(byte[] utf8, int offset, int length) {
        return counted(outbox.offer(Opcode.TEXT, utf8, offset, length));
    }

    @Override
    public Offer offerBinary(byte[] bytes, int offset, int length) {
        return counted(outbox.offer(Opcode.BINARY, bytes, offset, length));
    }

    private Offer counted(Offer offer) {
        if (offer == Offer.ACCEPTED) {
            registry.countFrame();
        }
        return offer;
    }

    @Override
    public void awaitRoom(long timeoutNs) throws InterruptedException {
        outbox.awaitRoom(timeoutNs);
    }

    @Override
    public void closeAsTooSlow() {
        registry.countTooSlow();
        outbox.refuseFromNowOn();
        close(Opcode.CODE_POLICY, "Client is too slow", true);
    }
}
