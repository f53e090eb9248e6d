package io.tickgate.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.market.Market;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptSnapshotsTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    /** Of a minute, which is its sequence, too. */
    private static SnapshotFile snapshot(long minute) {
        return new SnapshotFile(
                Path.of(Long.toString(minute)),
                new SnapshotHeader(Market.RULES_VERSION, minute, 1, minute * MINUTE_NS, 1, new byte[32]));
    }

    /** A snapshot a minute; what is before the journal's beginning goes as pruning lets it. */
    private static List<Long> keptAfter(int minutes, int journalMinutes) {
        List<SnapshotFile> files = new ArrayList<>();
        for (long minute = 1; minute <= minutes; minute++) {
            files.add(snapshot(minute));
            long first = (minute - journalMinutes) / 60 * 60;
            files.removeIf(file -> file.header().sequence() < first);
            Set<SnapshotFile> kept = KeptSnapshots.of(List.copyOf(files));
            files.removeIf(file -> !kept.contains(file));
        }
        return files.stream()
                .map(file -> file.header().sequence())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Test
    void shouldKeepTheNewestAndTheFirstOfEachHour() {
        assertEquals(List.of(1L, 60L, 120L, 180L, 191L, 192L, 193L), keptAfter(193, 10_000));
        assertEquals(List.of(1L), keptAfter(1, 10_000));
        assertEquals(Set.of(), KeptSnapshots.of(List.of()));
    }

    @Test
    void shouldKeepABoundedNumberSpreadOverAllTheTimeThereIs() {
        for (int days : new int[] {1, 3, 7, 16, 30}) {
            List<Long> kept = keptAfter(40 * 1_440 + 17, days * 1_440);

            assertTrue(kept.size() <= KeptSnapshots.ANCHORS_MAX + KeptSnapshots.NEWEST, kept.toString());
            long begin = (40L * 1_440 + 17 - days * 1_440L) / 60 * 60;
            long widest = kept.get(0) - begin;
            for (int i = 1; i < kept.size(); i++) {
                widest = Math.max(widest, kept.get(i) - kept.get(i - 1));
            }
            assertTrue(widest <= Math.max(60, days * 1_440 / 5), days + " days: " + widest + " of " + kept);
            kept.stream().limit(kept.size() - 3).forEach(minute -> assertEquals(0, minute % 60, kept.toString()));
        }
    }
}
