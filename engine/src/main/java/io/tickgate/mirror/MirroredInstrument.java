package io.tickgate.mirror;

import io.tickgate.publish.InstrumentView;
import io.tickgate.record.E8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Protocol;

/** One instrument in Redis: its keys, and what of it goes into the batch that is being made. Owned by the mirror's thread. */
final class MirroredInstrument {
    private static final long NS_PER_MS = 1_000_000;

    final int id;
    final int streamId;
    final byte[] channel;
    final byte[] latestKey;
    final byte[] historyKey;
    final PriceJson json;
    /** Trades seen lately, to leave out what came twice. */
    final RecentTradeIds recentIds = new RecentTradeIds();
    /** The newest trade read from the journal, for when the price board has none of this stream. */
    final TradeValues newestRead = new TradeValues();
    /** Sequence of the newest trade on the channel. */
    long channelSequence;
    /** The same once the batch is through. */
    long pendingChannelSequence;
    /** Whether the newest trade read was too late for the channel, so that the newest of all stands in for it. */
    boolean isConflating;
    /** Whether it waits for its latest value to be written. */
    boolean isDirty;
    /** Members added since the last trim. */
    int addedSinceTrim;

    private final String symbol;
    private final String source;
    private final List<byte[]> scoresAndMembers = new ArrayList<>();

    /**
     * Names the keys.
     *
     * @param view of an instrument with at least one stream.
     * @param channelSequence sequence up to which nothing goes to the channel any more.
     */
    MirroredInstrument(InstrumentView view, long channelSequence) {
        id = view.id();
        streamId = view.streamIds().get(0);
        symbol = view.symbol();
        source = view.sources().get(0);
        String name = name(symbol);
        channel = bytes("prices:" + name);
        latestKey = latestKey(symbol);
        historyKey = bytes("prices:" + name + ":ts");
        json = new PriceJson(symbol, source);
        this.channelSequence = channelSequence;
        pendingChannelSequence = channelSequence;
    }

    private static String name(String symbol) {
        return symbol.toLowerCase(Locale.ROOT).replace('/', ':');
    }

    /** Key of the latest price of a symbol. */
    static byte[] latestKey(String symbol) {
        return bytes("price:" + name(symbol));
    }

    /** Whether it is mirrored in the same way as a newer view of it says. */
    boolean isStill(InstrumentView view) {
        return symbol.equals(view.symbol())
                && streamId == view.streamIds().get(0)
                && source.equals(view.sources().get(0));
    }

    /** Takes a trade as a member of the history; returns its size in bytes. */
    int addMember(TradeValues trade) {
        String ms = Long.toString(trade.receivedEpochNs / NS_PER_MS);
        byte[] member = bytes(ms + ":" + trade.sequence + ":" + E8.toString(trade.priceE8));
        scoresAndMembers.add(bytes(ms));
        scoresAndMembers.add(member);
        return ms.length() + member.length;
    }

    boolean hasMembers() {
        return !scoresAndMembers.isEmpty();
    }

    /** The command that adds all members taken; they are forgotten here. */
    RedisCommand takeMembers() {
        byte[][] arguments = new byte[scoresAndMembers.size() + 1][];
        arguments[0] = historyKey;
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = scoresAndMembers.get(i - 1);
        }
        addedSinceTrim += scoresAndMembers.size() / 2;
        scoresAndMembers.clear();
        return new RedisCommand(Protocol.Command.ZADD, arguments);
    }

    /** The batch is through. */
    void commit() {
        channelSequence = pendingChannelSequence;
    }

    /** Starts over after the connection was lost: what was under way is read again from the journal. */
    void restart() {
        scoresAndMembers.clear();
        recentIds.clear();
        pendingChannelSequence = channelSequence;
        isConflating = false;
        isDirty = false;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
