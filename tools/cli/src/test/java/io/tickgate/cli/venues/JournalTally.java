package io.tickgate.cli.venues;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.GateChangedFlyweight;
import io.tickgate.record.GateReason;
import io.tickgate.record.RecordKind;
import io.tickgate.record.VenueFlyweight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a journal and its decisions say after a sequence. Read with the engine stopped or running. */
final class JournalTally {
    private static final String[] EVENTS = {
        "", "connected", "subscribed", "stalled", "lost", "delivering", "unsubscribed", "connect failed"
    };

    private final Map<Long, RecordKind> kinds = new HashMap<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private final Set<Long> opened = new HashSet<>();
    private final List<String> deadConnections = new ArrayList<>();
    private final String venue;
    private final Map<Integer, String> venues = new HashMap<>();
    private final List<Long> gateOpenings = new ArrayList<>();
    private int backFilled;
    private int gapsConfirmed;
    private long idsConfirmed;
    private long idsFilled;

    private JournalTally(String venue) {
        this.venue = venue;
    }

    /**
     * Reads both.
     *
     * @param dataFolder of the engine.
     * @param afterSequence what comes after it counts.
     */
    static JournalTally of(Path dataFolder, long afterSequence) {
        return of(dataFolder, afterSequence, Long.MAX_VALUE, "");
    }

    /**
     * Reads both.
     *
     * @param dataFolder of the engine.
     * @param afterSequence what comes after it counts.
     * @param upToSequence what comes after it does not.
     * @param venue whose feed events count; empty for all.
     */
    static JournalTally of(Path dataFolder, long afterSequence, long upToSequence, String venue) {
        JournalTally tally = new JournalTally(venue);
        try (RecordLog log = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader records = log.newReader()) {
            while (records.next()) {
                long sequence = records.header().sequence();
                tally.onInput(records, sequence > afterSequence && sequence <= upToSequence);
            }
        }
        try (RecordLog log = RecordLog.openForReading(DataFolder.decisionsOf(dataFolder), false);
                RecordReader records = log.newReader()) {
            while (records.next()) {
                long sequence = records.header().sequence();
                if (sequence > afterSequence && sequence <= upToSequence) {
                    tally.onDecision(records);
                }
            }
        }
        return tally;
    }

    private void onInput(RecordReader records, boolean isCounted) {
        RecordKind kind = RecordKind.of(records.header().kindCode());
        if (kind == RecordKind.VENUE_DEFINED) {
            VenueFlyweight defined = new VenueFlyweight()
                    .wrap(records.buffer(), 0, records.header().length());
            venues.put(defined.venueId(), defined.name());
        }
        if (kind == RecordKind.FEED_EVENT) {
            onEvent(
                    new FeedEventFlyweight()
                            .wrap(records.buffer(), 0, records.header().length()),
                    isCounted);
        }
        if (isCounted && kind != null) {
            kinds.put(records.header().sequence(), kind);
            backFilled += kind == RecordKind.BACK_FILLED_TRADE ? 1 : 0;
        }
    }

    private void onEvent(FeedEventFlyweight event, boolean isCounted) {
        if (isCounted && (venue.isEmpty() || venue.equals(venues.get(event.venueId())))) {
            events.merge(EVENTS[event.event()], 1, Integer::sum);
        }
        if (event.event() == FeedEventFlyweight.CONNECTED && !opened.add(event.connectionId())) {
            deadConnections.add("connected twice: " + event.connectionId());
        }
        if (event.event() == FeedEventFlyweight.LOST && !opened.remove(event.connectionId())) {
            deadConnections.add("lost without a connection: " + event.connectionId());
        }
    }

    private void onDecision(RecordReader records) {
        int length = records.header().length();
        RecordKind kind = RecordKind.of(records.header().kindCode());
        if (kind == RecordKind.GAP_CONFIRMED) {
            GapConfirmedFlyweight gap = new GapConfirmedFlyweight().wrap(records.buffer(), 0, length);
            gapsConfirmed++;
            idsConfirmed += gap.lastTradeId() - gap.firstTradeId() + 1;
        } else if (kind == RecordKind.GAP_FILLED) {
            GapFilledFlyweight filled = new GapFilledFlyweight().wrap(records.buffer(), 0, length);
            idsFilled += filled.lastTradeId() - filled.firstTradeId() + 1;
        } else if (kind == RecordKind.GATE_CHANGED) {
            GateChangedFlyweight gate = new GateChangedFlyweight().wrap(records.buffer(), 0, length);
            if (gate.reasonCode() == GateReason.OPEN.code()) {
                gateOpenings.add(records.header().sequence());
            }
        }
    }

    /** Times that a feed event of a name occurred. */
    int events(String name) {
        return events.getOrDefault(name, 0);
    }

    /** Events whose connection contradicts the ones before; and after a stop, those that were never lost. */
    List<String> contradictions() {
        List<String> all = new ArrayList<>(deadConnections);
        opened.forEach(connection -> all.add("never lost: " + connection));
        return all;
    }

    /** Records of back-filled trades. */
    int backFilled() {
        return backFilled;
    }

    int gapsConfirmed() {
        return gapsConfirmed;
    }

    long idsConfirmed() {
        return idsConfirmed;
    }

    long idsFilled() {
        return idsFilled;
    }

    /** Kinds of the records at which gates opened. */
    List<RecordKind> openedBy() {
        return gateOpenings.stream().map(sequence -> kinds.get(sequence)).toList();
    }

    /** In words, what is not there left out. */
    String text() {
        List<String> words = new ArrayList<>();
        for (String name : List.of("lost", "stalled", "connect failed")) {
            if (events(name) > 0) {
                words.add(name + " " + events(name));
            }
        }
        if (gapsConfirmed > 0) {
            words.add("gaps " + gapsConfirmed + ", ids missing " + idsConfirmed + ", filled " + idsFilled);
        }
        return words.isEmpty() ? "nothing" : String.join("; ", words);
    }
}
