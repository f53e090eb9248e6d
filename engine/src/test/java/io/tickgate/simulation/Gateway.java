package io.tickgate.simulation;

import io.tickgate.publish.BetAnswer;
import io.tickgate.publish.BetOutcomeView;
import io.tickgate.publish.BetView;
import io.tickgate.publish.GateView;
import io.tickgate.publish.Published;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.BetRefusal;
import io.tickgate.record.GateReason;
import io.tickgate.record.RecordFlags;
import io.tickgate.simulation.Evidence.Answer;
import io.tickgate.simulation.Evidence.Terms;
import io.tickgate.simulation.Evidence.Told;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of the process that talks to clients, as the real one does it: what is published answers where it can, everything else goes
 * through the ring. Its memory is gone with the process.
 */
final class Gateway {
    private static final byte[] TENANT = "default".getBytes(StandardCharsets.US_ASCII);
    private static final long COMMAND_LIFE_NS = 2 * Scenario.S;

    /** Commands under one key whose end is not known. */
    private record Sent(int count, long newestEpochNs) {}

    private final World world;
    private final Chance chance;
    private final Encoder encoder = new Encoder();
    private final GateView gate = new GateView();
    private final Map<String, Sent> inFlight = new HashMap<>();
    private long betIds;

    Gateway(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    void onDeath() {
        inFlight.clear();
    }

    /** A bet arrives; the client is told by the consumer what leaves the process, if anything does. */
    void submit(String key, Terms terms, Consumer<Answer> client) {
        EngineLife engine = world.host.engine();
        Published published = engine.published();
        BetView known = world.plant.known(published.bets().byKey("default", "default", key));
        if (known != null) {
            boolean isSame = terms.equals(termsOf(known));
            tell(client, key, terms, isSame ? Told.REPEATED : Told.KEY_REUSED, 0, isSame ? known : null, 0);
            return;
        }
        boolean isStalled = engine.isStalled() && !world.plant.is(PlantedFault.DEAD_MAN_IGNORED);
        if (isStalled || !published.gates().read(World.MARKET, gate) || !gate.isOpen()) {
            GateReason reason = isStalled ? GateReason.DEAD_MAN : gate.reason();
            if (isStalled) {
                world.paths.reached(RarePath.GATE_CLOSED_BY_DEAD_MAN);
            }
            tell(client, key, terms, Told.CLOSED, reason.code(), null, 0);
            return;
        }
        send(engine, key, terms, client);
    }

    private void send(EngineLife engine, String key, Terms terms, Consumer<Answer> client) {
        long idLow = ++betIds;
        long sentEpochNs = engine.nowEpochNs();
        engine.published().awaitBet(idLow, answer -> onAnswer(key, terms, answer, client));
        inFlight.merge(key, new Sent(1, sentEpochNs), (old, one) -> new Sent(old.count + 1, sentEpochNs));
        world.evidence.idleCommands.add(new long[] {idLow, engine.idleNs()});
        byte[] record = command(world.plant.key(key), world.plant.terms(terms), idLow, sentEpochNs);
        if (world.isTroubled(Trouble.STALL) && chance.oneIn(30)) {
            // The thread is put aside between the stamp and the ring.
            int life = world.host.life();
            world.agenda.in(chance.between(1_000, 3_000) * Scenario.MS, () -> {
                if (world.host.isUp(life)) {
                    world.host.inProcess(() -> publish(engine, record, key, terms, idLow, client));
                }
            });
        } else {
            publish(engine, record, key, terms, idLow, client);
        }
    }

    private void publish(
            EngineLife engine, byte[] record, String key, Terms terms, long idLow, Consumer<Answer> client) {
        if (engine.publish(record, true, false) == EngineLife.FULL) {
            engine.published().giveUpBet(idLow);
            end(key);
            world.paths.reached(RarePath.ENGINE_BUSY);
            tell(client, key, terms, Told.BUSY, 0, null, 0);
            return;
        }
        if (world.plant.fires(PlantedFault.ACKNOWLEDGED_BEFORE_APPEND)) {
            tellUnproven(client, key, terms, idLow);
        }
        world.host.drain();
    }

    private void end(String key) {
        inFlight.computeIfPresent(
                key, (name, sent) -> sent.count == 1 ? null : new Sent(sent.count - 1, sent.newestEpochNs));
    }

    private byte[] command(String key, Terms terms, long idLow, long sentEpochNs) {
        byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
        return encoder.encode(buffer -> new BetFlyweight()
                .wrap(buffer)
                .begin(sentEpochNs, TENANT, TENANT, keyBytes, new byte[0])
                .betId(chanceHigh(idLow), idLow)
                .marketId(World.MARKET)
                .band(terms.minE8(), terms.maxE8())
                .window(terms.fromEpochNs(), terms.toEpochNs())
                .stakeMinor(terms.stakeMinor())
                .flags(chance.oneIn(50) ? RecordFlags.SIZE_SATURATED : 0));
    }

    private static long chanceHigh(long idLow) {
        return idLow * 7;
    }

    private void onAnswer(String key, Terms terms, BetAnswer answer, Consumer<Answer> client) {
        world.doom.step(RarePath.KILLED_BEFORE_ANSWER);
        end(key);
        BetView bet = answer.bet();
        BetRefusal refusal = answer.refusal();
        if (bet != null) {
            tell(client, key, terms, answer.isRepetition() ? Told.REPEATED : Told.TAKEN, 0, bet, answer.betIdLow());
        } else if (refusal == BetRefusal.GATE_CLOSED) {
            tell(client, key, terms, Told.CLOSED, answer.gateReason().code(), null, answer.betIdLow());
        } else {
            Told told = refusal == BetRefusal.IDEMPOTENCY_KEY_REUSED ? Told.KEY_REUSED : Told.REFUSED;
            tell(client, key, terms, told, refusal == null ? 0 : refusal.code(), null, answer.betIdLow());
        }
    }

    /** What became of a key, as far as can be said; not yet final: nothing is told. */
    void query(String key, Terms terms, Consumer<Answer> client) {
        Published published = world.host.engine().published();
        Sent sent = inFlight.get(key);
        boolean isFinal = sent == null || published.marketTimeEpochNs() > sent.newestEpochNs + COMMAND_LIFE_NS;
        BetView bet = world.plant.known(published.bets().byKey("default", "default", key));
        if (bet != null) {
            tell(client, key, terms, Told.FOUND, 0, bet, 0);
        } else if (isFinal) {
            tell(client, key, terms, Told.NOT_ACCEPTED, 0, null, 0);
        }
    }

    private static Terms termsOf(BetView bet) {
        return new Terms(bet.minE8(), bet.maxE8(), bet.fromEpochNs(), bet.toEpochNs(), bet.stakeMinor());
    }

    private void tell(
            Consumer<Answer> client,
            String key,
            Terms terms,
            Told told,
            int detail,
            @Nullable BetView bet,
            long commandIdLow) {
        BetOutcomeView outcome = bet == null ? null : bet.outcome();
        if (bet != null && outcome != null) {
            world.evidence.shown.add(new Evidence.Shown(
                    world.agenda.nowNs(), bet.idLow(), outcome.result().code()));
        }
        long betIdLow = bet == null ? 0 : bet.idLow();
        long sequence = bet == null ? 0 : bet.sequence();
        leave(client, key, terms, told, detail, betIdLow, sequence, commandIdLow);
    }

    private void tellUnproven(Consumer<Answer> client, String key, Terms terms, long idLow) {
        world.host.engine().published().giveUpBet(idLow);
        leave(
                client,
                key,
                terms,
                Told.TAKEN,
                0,
                idLow,
                world.evidence.ring.get(world.evidence.ring.size() - 1).sequence(),
                idLow);
    }

    private void leave(
            Consumer<Answer> client,
            String key,
            Terms terms,
            Told told,
            int detail,
            long betIdLow,
            long sequence,
            long commandIdLow) {
        Answer answer = new Answer(
                world.host.life(),
                world.agenda.nowNs(),
                key,
                terms,
                told,
                detail,
                betIdLow,
                sequence,
                commandIdLow,
                world.evidence.ring.size());
        world.evidence.answers.add(answer);
        world.trace.say(() -> "answer to " + key + ": " + told + " detail " + detail + " bet " + betIdLow);
        client.accept(answer);
    }
}
