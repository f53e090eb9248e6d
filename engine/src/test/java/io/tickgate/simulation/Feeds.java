package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.MS;
import static io.tickgate.simulation.Scenario.S;

import io.tickgate.record.FeedEventFlyweight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The network to the venue, and what the feed makes of it: connections, what arrives over them, what is told of them. */
final class Feeds {
    /** A feed that did not read for longer flags what it then reads. */
    private static final long DELAY_NS = 100 * MS;

    /** One connection. */
    private static final class Wire {
        final long id;
        final Deque<Unread> unread = new ArrayDeque<>();
        boolean isOpen = true;
        boolean isMute;
        boolean isDelivering;
        long lastArrivalNs;

        Wire(long id) {
            this.id = id;
        }
    }

    private record Unread(Message message, long arrivedAtNs) {}

    private final World world;
    private final Chance chance;
    private final TickWriter writer;
    private final List<Wire> wires = new ArrayList<>();
    private long connections;
    private boolean isConnecting;
    private long lastReadNs;

    Feeds(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        writer = new TickWriter(world);
    }

    /** Whether, as far as is told, nothing delivers. */
    boolean isDeaf() {
        return wires.stream().noneMatch(wire -> wire.isDelivering);
    }

    /** When a message was read last, true time. */
    long lastReadNs() {
        return lastReadNs;
    }

    /** The process has started: connects. */
    void onStart() {
        isConnecting = false;
        connectIn(chance.between(20, 900) * MS);
    }

    /** The process is gone, and its sockets with it. */
    void onDeath() {
        wires.forEach(wire -> wire.isOpen = false);
        wires.clear();
    }

    private void connectIn(long delayNs) {
        if (!isConnecting) {
            isConnecting = true;
            int life = world.host.life();
            world.agenda.in(delayNs, () -> {
                if (world.host.isUp(life)) {
                    isConnecting = false;
                    connect();
                }
            });
        }
    }

    private void connect() {
        if (world.host.isPaused()) {
            connectIn(200 * MS);
            return;
        }
        Wire wire = new Wire(++connections);
        wires.add(wire);
        tell(FeedEventFlyweight.CONNECTED, wire, FeedEventFlyweight.ALL_STREAMS);
        tell(FeedEventFlyweight.SUBSCRIBED, wire, World.STREAM);
    }

    private void tell(int event, Wire wire, int streamId) {
        if (event == FeedEventFlyweight.LOST && world.plant.fires(PlantedFault.LOST_EVENT_DROPPED)) {
            return;
        }
        writer.feedEvent(event, wire.id, streamId);
    }

    /** The venue sends over every connection. */
    void send(Message message) {
        for (Wire wire : List.copyOf(wires)) {
            if (wire.isMute || (world.isTroubled(Trouble.LOST_MESSAGE) && chance.oneIn(40))) {
                continue;
            }
            long latencyNs = world.scenario.latencyNs + chance.around(world.scenario.latencyNs);
            boolean isOvertaken = world.isTroubled(Trouble.OUT_OF_ORDER) && chance.oneIn(15);
            if (isOvertaken) {
                latencyNs += chance.between(10, 2_500) * MS;
            } else {
                wire.lastArrivalNs = Math.max(wire.lastArrivalNs, world.agenda.nowNs() + latencyNs);
            }
            long atNs = isOvertaken ? world.agenda.nowNs() + latencyNs : wire.lastArrivalNs;
            world.agenda.at(atNs, () -> arrive(wire, message));
            if (world.isTroubled(Trouble.DUPLICATE) && chance.oneIn(15)) {
                world.agenda.at(atNs + chance.between(0, 900) * MS, () -> arrive(wire, message));
            }
        }
    }

    private void arrive(Wire wire, Message message) {
        if (!wire.isOpen || wire.isMute) {
            return;
        }
        wire.unread.add(new Unread(message, world.agenda.nowNs()));
        if (!world.host.isPaused()) {
            readOn(wire);
        }
    }

    private void read(Wire wire, Message message, long arrivedAtNs) {
        boolean isLate = world.agenda.nowNs() - arrivedAtNs > DELAY_NS;
        boolean isTrade =
                message.what() == Message.What.TRADE && message.trade().isTrade();
        if (isTrade && !wire.isDelivering) {
            wire.isDelivering = true;
            tell(FeedEventFlyweight.DELIVERING, wire, World.STREAM);
        }
        lastReadNs = world.agenda.nowNs();
        writer.tick(message, isLate);
        world.host.drain();
    }

    /** The process reads again: what waited is old by now. */
    void readOn() {
        List.copyOf(wires).forEach(this::readOn);
    }

    private void readOn(Wire wire) {
        while (!wire.unread.isEmpty() && world.host.hasRoom() && wires.contains(wire)) {
            Unread next = wire.unread.remove();
            read(wire, next.message, next.arrivedAtNs);
        }
    }

    /** A socket breaks; it is noticed sooner or later. */
    void disconnect() {
        if (!wires.isEmpty()) {
            Wire wire = chance.of(wires);
            wire.isOpen = false;
            wire.unread.clear();
            noticeIn(chance.oneIn(2) ? 0 : chance.between(1, 6_000) * MS, wire, false);
        }
    }

    /** Nothing comes any more; the feed first says so, then takes another connection. */
    void fallSilent() {
        if (!wires.isEmpty()) {
            Wire wire = chance.of(wires);
            wire.isMute = true;
            noticeIn(chance.between(2, 8) * S, wire, true);
        }
    }

    private void noticeIn(long delayNs, Wire wire, boolean isStall) {
        world.agenda.in(delayNs, () -> notice(wire, isStall));
    }

    private void notice(Wire wire, boolean isStall) {
        if (!wires.contains(wire)) {
            return;
        }
        if (world.host.isPaused() || !world.host.hasRoom()) {
            noticeIn(100 * MS, wire, isStall);
            return;
        }
        wire.isDelivering = false;
        if (isStall) {
            tell(FeedEventFlyweight.STALLED, wire, FeedEventFlyweight.ALL_STREAMS);
            noticeIn(S, wire, false);
        } else {
            close(wire);
            if (wires.isEmpty()) {
                connectIn(chance.between(50, 2_000) * MS);
            }
        }
        world.host.drain();
    }

    private void close(Wire wire) {
        wire.isOpen = false;
        wire.isDelivering = false;
        wires.remove(wire);
        tell(FeedEventFlyweight.LOST, wire, FeedEventFlyweight.ALL_STREAMS);
    }

    /** A second connection takes over from the first. */
    void rotate() {
        if (wires.size() == 1 && !world.host.isPaused() && world.host.hasRoom()) {
            Wire old = wires.get(0);
            connect();
            world.host.drain();
            noticeIn(chance.between(500, 6_000) * MS, old, false);
        }
    }

    /** The last trouble is over: what is broken is noticed now. */
    void endTrouble() {
        for (Wire wire : List.copyOf(wires)) {
            if (wire.isMute || !wire.isOpen) {
                noticeIn(0, wire, false);
            }
        }
    }
}
