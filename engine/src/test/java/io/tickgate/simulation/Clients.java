package io.tickgate.simulation;

import static io.tickgate.simulation.Scenario.MS;
import static io.tickgate.simulation.Scenario.S;

import io.tickgate.simulation.Evidence.Answer;
import io.tickgate.simulation.Evidence.Terms;
import io.tickgate.simulation.Evidence.Told;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bettors: they bet, try again, ask what became of a bet, and sometimes do nonsense. */
final class Clients {
    private static final long TIMEOUT_NS = 1_500 * MS;
    private static final int RETRIES = 2;

    private final World world;
    private final Chance chance;
    /** Keys of which a client does not know what became, with what it asked for. */
    private final Map<String, Terms> open = new LinkedHashMap<>();

    private int keys;
    private boolean isGreedy;
    private int taken;
    private boolean isStopped;

    Clients(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    void begin() {
        world.agenda.in(chance.around(world.scenario.betMeanNs), this::betAndGoOn);
    }

    /** From now on every bet is one that the rules take. */
    void beSensible() {
        isGreedy = true;
        taken = 0;
    }

    /** Bets taken since. */
    int taken() {
        return taken;
    }

    /** No new bets from now on. */
    void stop() {
        isStopped = true;
    }

    private void betAndGoOn() {
        if (isStopped) {
            return;
        }
        world.agenda.in(chance.around(world.scenario.betMeanNs), this::betAndGoOn);
        bet("key-" + ++keys, terms());
    }

    /** A bet that is in the gateway at this very moment. */
    void betNow() {
        if (world.host.isUp()) {
            String key = "key-" + ++keys;
            Terms terms = terms();
            open.put(key, terms);
            world.host.inProcess(() -> submit(key, terms, RETRIES + 1, new boolean[1]));
        }
    }

    private void bet(String key, Terms terms) {
        send(key, terms, 0);
        if (!isGreedy && chance.oneIn(12)) {
            send(key, terms, RETRIES); // Twice at once.
        }
    }

    Terms terms() {
        long nowEpochNs = Scenario.T0 + world.agenda.nowNs() + (world.host.isUp() ? lag() : 0);
        Scenario.MarketRule rule = world.host.definitions().rule();
        long leadNs =
                rule.leadNs() + (isGreedy ? 300 * MS + 2 * world.scenario.latencyNs : chance.between(-50, 2_000) * MS);
        long from = nowEpochNs + leadNs;
        from = chance.oneIn(2) ? from / MS * MS : from;
        long to = from + (!isGreedy && chance.oneIn(15) ? 0 : chance.between(1, 5_000) * MS);
        long price = world.venue.priceE8();
        long width = chance.oneIn(10) && !isGreedy ? 0 : chance.between(1, 60) * 100_000_000L;
        long distance = chance.between(isGreedy ? 30 : 1, isGreedy ? 60 : 120) * 100_000_000L;
        long min = chance.oneIn(2) ? price + distance : price - distance - width;
        return new Terms(min, min + width, from, to, chance.between(1, isGreedy || !chance.oneIn(20) ? 100 : 120));
    }

    /** Engine time may run apart from true time after a start with a wrong clock; a client sees the published time. */
    private long lag() {
        return world.host.engine().clock().nowEpochNs() - Scenario.T0 - world.agenda.nowNs();
    }

    private void send(String key, Terms terms, int tried) {
        open.put(key, terms);
        world.venue.onBet(terms);
        long wayNs = chance.between(1, 60) * MS;
        boolean[] isAnswered = {false};
        world.agenda.in(wayNs, () -> {
            if (world.host.isUp()) {
                world.host.inProcess(() -> submit(key, terms, tried, isAnswered));
            }
        });
        world.agenda.in(TIMEOUT_NS, () -> {
            if (!isAnswered[0]) {
                onTimeout(key, terms, tried);
            }
        });
    }

    private void submit(String key, Terms terms, int tried, boolean[] isAnswered) {
        world.gateway.submit(key, terms, answer -> {
            if (world.isTroubled(Trouble.ANSWER_LOST) && chance.oneIn(4)) {
                world.paths.reached(RarePath.ANSWER_LOST);
                return;
            }
            world.agenda.in(chance.between(1, 60) * MS, () -> {
                isAnswered[0] = true;
                onAnswer(answer, tried);
            });
        });
    }

    private void onTimeout(String key, Terms terms, int tried) {
        if (tried < RETRIES && chance.oneIn(2)) {
            send(key, terms, tried + 1);
        } else {
            ask(key, terms, 12);
        }
    }

    private void ask(String key, Terms terms, int times) {
        boolean[] isAnswered = {false};
        if (world.host.isUp()) {
            world.host.inProcess(() -> world.gateway.query(key, terms, answer -> {
                isAnswered[0] = true;
                open.remove(key);
            }));
        }
        world.agenda.in(S, () -> {
            if (!isAnswered[0] && times > 0) {
                ask(key, terms, times - 1);
            }
        });
    }

    private void onAnswer(Answer answer, int tried) {
        String key = answer.key();
        boolean isTaken = answer.told() == Told.TAKEN || answer.told() == Told.REPEATED;
        taken += isTaken ? 1 : 0;
        if (answer.told() != Told.BUSY) {
            open.remove(key);
        }
        if (isGreedy || tried > RETRIES) {
            return;
        }
        if (chance.oneIn(isTaken ? 8 : 20)) {
            send(key, answer.terms(), RETRIES + 1);
        } else if (chance.oneIn(isTaken ? 12 : 20)) {
            Terms terms = answer.terms();
            send(
                    key,
                    new Terms(terms.minE8(), terms.maxE8(), terms.fromEpochNs() + 1, terms.toEpochNs(), 2),
                    RETRIES + 1);
        }
    }

    /** Every client asks what became of what it does not know. */
    void askAll() {
        Map.copyOf(open).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> ask(each.getKey(), each.getValue(), 12));
    }
}
