package io.tickgate.engine;

import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueSymbol;
import io.tickgate.input.EngineClock;
import io.tickgate.input.InputPublisher;
import io.tickgate.pairs.Demand;
import io.tickgate.pairs.PairChange;
import io.tickgate.pairs.PairRefusal;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.PairRequest;
import io.tickgate.pairs.PairStreamView;
import io.tickgate.pairs.PairView;
import io.tickgate.pairs.Pairs;
import io.tickgate.publish.Published;
import io.tickgate.record.StreamFlyweight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of definitions once the engine runs: adds and removes pairs, makes instruments of all symbols of a venue, and says to
 * the feeds which streams to deliver.
 *
 * <pre>
 *   gateway ──► commands (bounded) ──► judged ──► definitions ──► ring ──► streams wanted ──► published: answered
 *   feeds   ──► symbols of all     ──┘
 *   gateway ──► demand (counts)    ──────────────────────────────────────► streams wanted or not
 * </pre>
 *
 * <p>Any thread may call what {@link Pairs} has; {@link #start}, {@link #onUnlisted} and {@link #doWork} belong to the control thread.
 * One command is under way at a time. A stream is wanted only when its definition is in the ring: a tick before it would be one of an
 * unknown stream. A ring that is short of room makes all of this wait, never a tick.
 */
public final class PairDesk implements Pairs {
    /** Operators are few; beyond it they are told to come back. */
    static final int COMMANDS_MAX = 64;
    /** Of one step: with its two records each, a hundredth of the ring. */
    static final int ALL_MARKET_PER_STEP = 50;

    private static final Logger LOG = LoggerFactory.getLogger(PairDesk.class);

    /** A pair to add, or the name of one to remove. */
    private record Command(@Nullable PairRequest addition, String removal, CompletableFuture<PairChange> answer) {}

    /** A command whose definitions are made: what follows once they are in the ring, and then published. */
    private record UnderWay(Pair pair, boolean isAddition, CompletableFuture<PairChange> answer) {}

    private final TickgateConfig config;
    private final DefinitionWriter writer;
    private final PairTable table;
    private final AllMarketDesk allMarket;
    private final StreamDemand streams;
    private final DemandCounts demand;
    private final InputPublisher publisher;
    private final Published published;
    private final EngineClock clock;
    private final ManyToOneConcurrentArrayQueue<Command> commands = new ManyToOneConcurrentArrayQueue<>(COMMANDS_MAX);
    /** Defined, and to be wanted once the definitions are in the ring. */
    private final Queue<Pair> defined = new ArrayDeque<>();

    private @Nullable UnderWay underWay;
    private long lastSequence;
    private boolean isListStale = true;
    private volatile boolean isClosed;
    private volatile List<PairView> list = List.of();

    /**
     * A desk that has not started.
     *
     * @param config what holds.
     * @param writer of the start, whose definitions are published.
     * @param onDemandIds instruments whose streams flow only while a client wants them.
     * @param feeds told what to deliver.
     * @param publisher for the control thread.
     * @param published state of the engine.
     * @param clock of the engine.
     */
    PairDesk(
            TickgateConfig config,
            DefinitionWriter writer,
            Set<Integer> onDemandIds,
            WantedStreams feeds,
            InputPublisher publisher,
            Published published,
            EngineClock clock) {
        this.config = config;
        this.writer = writer;
        this.publisher = publisher;
        this.published = published;
        this.clock = clock;
        table = new PairTable(writer);
        allMarket = new AllMarketDesk(table, config);
        demand = new DemandCounts(clock);
        streams = new StreamDemand(
                table, feeds, demand, onDemandIds, config.pairs().idleAfterNs());
    }

    @Override
    public CompletableFuture<PairChange> add(PairRequest request) {
        return submit(new Command(request, request.symbol(), new CompletableFuture<>()));
    }

    @Override
    public CompletableFuture<PairChange> remove(String name) {
        return submit(new Command(null, name, new CompletableFuture<>()));
    }

    private CompletableFuture<PairChange> submit(Command command) {
        if (isClosed || !commands.offer(command)) {
            refuse(command.answer, new PairRefusedException(PairRefusal.BUSY, null, "Too many requests wait."));
        } else if (isClosed) {
            // It may have come in behind the last look at the queue.
            refuse(command.answer, new PairRefusedException(PairRefusal.BUSY, null, "This server is stopping."));
        }
        return command.answer;
    }

    @Override
    public List<PairView> list() {
        return list;
    }

    @Override
    public Demand demand() {
        return demand;
    }

    /** Wants what is to flow from the start: all but on-demand pairs. */
    public void start() {
        for (Pair pair : table.all()) {
            if (!streams.isOnDemand(pair) && !streams.want(pair)) {
                LOG.warn("{}: a venue cannot take a stream of it", pair.symbol());
            }
        }
        refreshList();
    }

    /**
     * A feed of all symbols brings one that is no stream. Known ones are left out.
     *
     * @param venue that brings it.
     * @param venueSymbol as it spells it.
     */
    public void onUnlisted(Venue venue, String venueSymbol) {
        allMarket.offer(new VenueSymbol(venue, venueSymbol));
    }

    /** Does what is due. Returns how much was done. */
    public int doWork() {
        int work = publishChanges();
        if (writer.book().changes().isEmpty()) {
            work += wantDefined();
            work += answer();
            if (underWay == null) {
                work += takeCommand();
            }
            if (underWay == null && writer.book().changes().isEmpty()) {
                work += allMarket.define(clock.nowEpochNs(), ALL_MARKET_PER_STEP, defined::add);
            }
            work += publishChanges();
        }
        int changes = streams.step(clock.nowNs());
        isListStale |= changes > 0;
        if (isListStale) {
            refreshList();
        }
        return work + changes;
    }

    private int publishChanges() {
        Queue<UnsafeBuffer> changes = writer.book().changes();
        int count = 0;
        for (UnsafeBuffer next = changes.peek(); next != null; next = changes.peek()) {
            publisher.scratch().putBytes(0, next, 0, next.capacity());
            long sequence = publisher.tryPublishCommand();
            if (sequence < 0) {
                isClosed |= sequence == InputPublisher.CLOSED;
                return count;
            }
            lastSequence = sequence;
            changes.remove();
            count++;
        }
        return count;
    }

    private int wantDefined() {
        int count = 0;
        for (Pair pair = defined.poll(); pair != null; pair = defined.poll()) {
            boolean isWhole = streams.want(pair);
            isListStale = true;
            count++;
            if (!isWhole) {
                onRefusedByVenue(pair);
            }
        }
        return count;
    }

    /** A pair that was to be added is taken back; any other goes on with the streams that it has. */
    private void onRefusedByVenue(Pair pair) {
        UnderWay command = underWay;
        if (command == null || !command.isAddition || command.pair.instrumentId() != pair.instrumentId()) {
            LOG.warn("{}: a venue cannot take a stream of it", pair.symbol());
            return;
        }
        underWay = null;
        retire(pair);
        refuse(
                command.answer,
                new PairRefusedException(
                        PairRefusal.TOO_MANY, null, "A venue's connection cannot carry more symbols."));
    }

    private int answer() {
        UnderWay done = underWay;
        if (done == null || !writer.book().changes().isEmpty() || published.sequence() < lastSequence) {
            return 0;
        }
        underWay = null;
        refreshList();
        done.answer.complete(new PairChange(view(done.pair), true));
        return 1;
    }

    private int takeCommand() {
        Command next = commands.poll();
        if (next == null) {
            return 0;
        }
        try {
            PairRequest addition = next.addition;
            if (addition == null) {
                remove(next);
            } else {
                add(next, addition);
            }
        } catch (PairRefusedException e) {
            refuse(next.answer, e);
        } catch (RuntimeException e) {
            next.answer.completeExceptionally(e);
            throw e;
        }
        return 1;
    }

    private static void refuse(CompletableFuture<PairChange> answer, PairRefusedException why) {
        answer.completeExceptionally(why);
    }

    private void add(Command command, PairRequest request) throws PairRefusedException {
        PairAddition addition = new PairAddition(table, config, request);
        Pair same = addition.same();
        if (same != null) {
            command.answer.complete(new PairChange(view(same), false));
            return;
        }
        addition.check();
        for (Pair each : addition.givingWay()) {
            LOG.info("{} gives way to {}", each.symbol(), request.symbol());
            retire(each);
        }
        Pair pair = addition.define(clock.nowEpochNs());
        LOG.info("{} is added: {}", pair.symbol(), pair.venuesText());
        defined.add(pair);
        underWay = new UnderWay(pair, true, command.answer);
    }

    private void remove(Command command) throws PairRefusedException {
        Pair pair = table.byName(command.removal);
        if (pair == null) {
            throw new PairRefusedException(PairRefusal.UNKNOWN, "symbol", "There is no such pair.");
        }
        if (pair.isOfAllMarket()) {
            throw new PairRefusedException(
                    PairRefusal.OF_ALL_MARKET, "symbol", "It comes with all symbols of its venue.");
        }
        // A market is defined at start only, and a retired one takes no bets: what is not held now will never be.
        if (table.hasMarket(pair) || published.bets().isAnyOn(pair.instrumentId())) {
            throw new PairRefusedException(
                    PairRefusal.HAS_MARKET, "symbol", "A market or a bet hangs on " + pair.symbol() + ".");
        }
        retire(pair);
        LOG.info("{} ({}) is removed", pair.symbol(), pair.originText());
        underWay = new UnderWay(pair, false, command.answer);
    }

    private void retire(Pair pair) {
        streams.forget(pair);
        table.retire(clock.nowEpochNs(), pair);
        pair.venueSymbols().forEach(allMarket::forget);
        isListStale = true;
    }

    private void refreshList() {
        isListStale = false;
        List<PairView> views = new ArrayList<>();
        table.all().forEach(pair -> views.add(view(pair)));
        list = List.copyOf(views);
    }

    private PairView view(Pair pair) {
        return new PairView(
                pair.instrumentId(),
                pair.symbol(),
                pair.aliases(),
                pair.originText(),
                pair.mode().name().toLowerCase(Locale.ROOT),
                streams.isOnDemand(pair),
                table.hasMarket(pair),
                pair.streams().stream()
                        .map(each -> new PairStreamView(
                                each.streamId(),
                                each.venue().label(),
                                each.symbol(),
                                each.content() == StreamFlyweight.TRADES,
                                streams.isWanted(each.streamId())))
                        .toList());
    }

    /** Refuses all commands that wait; no more are taken. Call it on the control thread, when it ends. */
    public void close() {
        isClosed = true;
        PairRefusedException closing = new PairRefusedException(PairRefusal.BUSY, null, "This server is stopping.");
        UnderWay last = underWay;
        if (last != null) {
            underWay = null;
            refuse(last.answer, closing);
        }
        for (Command next = commands.poll(); next != null; next = commands.poll()) {
            refuse(next.answer, closing);
        }
    }
}
