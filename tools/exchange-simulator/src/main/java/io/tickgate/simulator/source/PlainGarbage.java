package io.tickgate.simulator.source;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Malformed messages of a venue whose payloads are not wrapped, in turn. Owned by the source's thread. A client without room misses some: they are garbage. */
final class PlainGarbage {

    private static final byte[] BINARY = {(byte) 0xDE, (byte) 0xAD, 0, (byte) 0xFF, 0x7B};

    private final Topics topics;
    private final List<String> texts;
    private int serial;

    /**
     * Creates one.
     *
     * @param texts in which {@code @} stands for the symbol
     */
    PlainGarbage(Topics topics, List<String> texts) {
        this.topics = topics;
        this.texts = texts;
    }

    /**
     * Sends as many as the fault says, the sorts in turn, the last sort being binary.
     *
     * @param anySymbol named in the messages if the fault names none
     */
    void send(Fault fault, String anySymbol) {
        String named = fault.symbol();
        Set<Subscriber> victims =
                named == null ? topics.all() : topics.subscribersOfSymbol(named.toLowerCase(Locale.ROOT));
        for (long i = 0; i < fault.count(); i++) {
            for (Subscriber victim : victims) {
                offer(victim, named == null ? anySymbol : named);
            }
            serial = (serial + 1) % (texts.size() + 1);
        }
    }

    private void offer(Subscriber victim, String symbol) {
        if (serial == texts.size()) {
            victim.offerBinary(BINARY, 0, BINARY.length);
        } else {
            byte[] utf8 = texts.get(serial).replace("@", symbol).getBytes(StandardCharsets.UTF_8);
            victim.offerText(utf8, 0, utf8.length);
        }
    }
}
