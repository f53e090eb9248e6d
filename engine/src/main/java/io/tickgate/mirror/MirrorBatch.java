package io.tickgate.mirror;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The commands of one round trip, carried out by Redis as one transaction: latest values, then channel, then history, with the position
 * up to which all is done. Owned by the mirror's thread.
 */
final class MirrorBatch {
    /** Far below the 3.9 MB that a stopped server's socket took before a write blocked, and some 200 trades. */
    private static final int BYTES_MAX = 64 * 1024;
    /** What trades may take, so that latest values of other instruments find room in each batch. */
    private static final int TRADE_BYTES_MAX = 48 * 1024;

    private static final byte[] POSITION_KEY = MirroredInstrument.bytes("tickgate:mirrored");
    private static final byte[] GET = MirroredInstrument.bytes("GET");
    private static final byte[] IF_PRESENT = MirroredInstrument.bytes("XX");
    private static final byte[] MILLIS = MirroredInstrument.bytes("PX");

    private final int tradesMax;
    private final List<RedisCommand> latest = new ArrayList<>();
    private final List<RedisCommand> channel = new ArrayList<>();
    private final List<RedisCommand> history = new ArrayList<>();
    private int bytes;
    private int trades;
    private long added;
    private long trimmed;
    private byte @Nullable [] previousPosition;
    private @Nullable JedisDataException refusal;

    MirrorBatch(int tradesMax) {
        this.tradesMax = tradesMax;
    }

    void clear() {
        latest.clear();
        channel.clear();
        history.clear();
        bytes = 0;
        trades = 0;
    }

    boolean isEmpty() {
        return latest.isEmpty() && channel.isEmpty() && history.isEmpty() && trades == 0;
    }

    boolean hasRoomForTrade() {
        return trades < tradesMax && bytes < TRADE_BYTES_MAX;
    }

    boolean hasRoom() {
        return bytes < BYTES_MAX;
    }

    /** Counts a trade whose member takes some bytes; {@link #addMembers} adds it. */
    void countTrade(int memberBytes) {
        trades++;
        bytes += memberBytes;
    }

    void publish(MirroredInstrument instrument, byte[] value) {
        channel.add(new RedisCommand(Protocol.Command.PUBLISH, instrument.channel, value));
        bytes += instrument.channel.length + value.length;
    }

    void setLatest(MirroredInstrument instrument, byte[] value, long ttlMs) {
        latest.add(new RedisCommand(
                Protocol.Command.SET,
                instrument.latestKey,
                value,
                MILLIS,
                MirroredInstrument.bytes(Long.toString(ttlMs))));
        bytes += instrument.latestKey.length + value.length;
    }

    void addMembers(MirroredInstrument instrument) {
        history.add(instrument.takeMembers());
    }

    /**
     * Trims an instrument's history, and lets it expire when nobody mirrors any more.
     *
     * @param instrument to trim.
     * @param oldestMs score of the oldest member to stay.
     * @param membersMax that stay.
     * @param retentionMs life of the whole key from now on.
     */
    void trim(MirroredInstrument instrument, long oldestMs, long membersMax, long retentionMs) {
        byte[] key = instrument.historyKey;
        byte[] before = MirroredInstrument.bytes("(" + oldestMs);
        byte[] lastRank = MirroredInstrument.bytes(Long.toString(-membersMax - 1));
        history.add(new RedisCommand(Protocol.Command.ZREMRANGEBYSCORE, key, MirroredInstrument.bytes("-inf"), before));
        history.add(new RedisCommand(Protocol.Command.ZREMRANGEBYRANK, key, MirroredInstrument.bytes("0"), lastRank));
        history.add(
                new RedisCommand(Protocol.Command.PEXPIRE, key, MirroredInstrument.bytes(Long.toString(retentionMs))));
        bytes += 3 * key.length + before.length + lastRank.length;
        instrument.addedSinceTrim = 0;
    }

    /**
     * Sends everything and waits for the answers.
     *
     * @param link to send over.
     * @param position up to which all is done with this batch, encoded.
     * @param mustExist whether a position is only replaced: in a Redis that was emptied it stays absent, so that whoever comes next
     *     knows that the history is not complete.
     * @throws redis.clients.jedis.exceptions.JedisException when the connection failed or the transaction was refused as a whole.
     */
    void send(RedisLink link, byte[] position, boolean mustExist) {
        List<RedisCommand> commands = new ArrayList<>(latest.size() + channel.size() + history.size() + 3);
        commands.add(new RedisCommand(Protocol.Command.MULTI));
        commands.add(
                mustExist
                        ? new RedisCommand(Protocol.Command.SET, POSITION_KEY, position, IF_PRESENT, GET)
                        : new RedisCommand(Protocol.Command.SET, POSITION_KEY, position, GET));
        commands.addAll(latest);
        commands.addAll(channel);
        commands.addAll(history);
        commands.add(new RedisCommand(Protocol.Command.EXEC));
        List<Object> answers = link.exchange(commands);
        Object results = answers.get(answers.size() - 1);
        if (results instanceof JedisDataException refused) {
            throw refused;
        }
        evaluate((List<?>) results);
    }

    private void evaluate(List<?> results) {
        refusal = null;
        added = 0;
        trimmed = 0;
        for (Object result : results) {
            if (result instanceof JedisDataException refused && refusal == null) {
                refusal = refused;
            }
        }
        previousPosition = results.get(0) instanceof byte[] value ? value : null;
        int first = results.size() - history.size();
        for (int i = 0; i < history.size(); i++) {
            if (results.get(first + i) instanceof Long count) {
                count(history.get(i).name(), count);
            }
        }
    }

    private void count(Protocol.Command name, long count) {
        if (name == Protocol.Command.ZADD) {
            added += count;
        } else if (name != Protocol.Command.PEXPIRE) {
            trimmed += count;
        }
    }

    /** Members that were not there before. */
    long added() {
        return added;
    }

    /** Members taken away by the bounds. */
    long trimmed() {
        return trimmed;
    }

    /** Messages on the channel. */
    int published() {
        return channel.size();
    }

    /** What the position was before, or null. */
    byte @Nullable [] previousPosition() {
        return previousPosition;
    }

    /** What Redis said to the first command that it refused; the others were carried out. Null when there was none. */
    @Nullable
    JedisDataException refusal() {
        return refusal;
    }

    /** Reads the position that a Redis holds. */
    static byte @Nullable [] readPosition(RedisLink link) {
        return link.get(POSITION_KEY);
    }
}
