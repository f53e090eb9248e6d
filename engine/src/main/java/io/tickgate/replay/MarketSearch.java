package io.tickgate.replay;

import io.tickgate.config.ConfigurationException;
import io.tickgate.config.RuleChange;
import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the markets that a journal defines, without replaying it: usually among its first records. Stateless. */
final class MarketSearch {
    private MarketSearch() {}

    /** As {@link WhatIf#requireMarkets}. */
    static void require(Path dataFolder, List<RuleChange> changes) {
        Set<String> wanted = new TreeSet<>();
        changes.stream().map(RuleChange::market).filter(name -> !name.isEmpty()).forEach(wanted::add);
        if (wanted.isEmpty()) {
            return;
        }
        Set<String> found = new TreeSet<>();
        try (RecordLog journal = RecordLog.openForReading(DataFolder.journalOf(dataFolder), true);
                RecordReader reader = journal.newReader()) {
            if (!isWhole(reader) || hasAll(reader, wanted, found)) {
                return;
            }
        }
        List<String> problems = new ArrayList<>();
        for (RuleChange change : changes) {
            if (!change.market().isEmpty() && !found.contains(change.market())) {
                problems.add(
                        change.property() + ": the journal has no such market; there are " + String.join(", ", found));
            }
        }
        throw new ConfigurationException(problems);
    }

    /** Of one whose first files were deleted a snapshot has the definitions. */
    private static boolean isWhole(RecordReader reader) {
        return reader.next() && reader.header().sequence() == 1;
    }

    private static boolean hasAll(RecordReader reader, Set<String> wanted, Set<String> found) {
        MarketFlyweight market = new MarketFlyweight();
        do {
            if (reader.header().kindCode() == RecordKind.MARKET_DEFINED.code()) {
                market.wrap(reader.buffer(), 0, reader.header().length());
                found.add(market.name());
                if (found.containsAll(wanted)) {
                    return true;
                }
            }
        } while (reader.next());
        return false;
    }
}
