package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.engine.JournalReplay;
import io.tickgate.record.RecordKind;
import io.tickgate.replay.DecisionDifference;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;

/**
 * What a replay found, for people and for programs.
 *
 * @param replay what it found.
 * @param isCompared whether it went on behind a difference.
 * @param cpuSeconds of its thread.
 * @param seconds that passed.
 */
record ReplayReport(JournalReplay replay, boolean isCompared, double cpuSeconds, double seconds) {

    void printJson(PrintWriter out) throws IOException {
        JsonOutput.print(out, json -> {
            json.writeNumberField("records", replay.records());
            json.writeNumberField("trades", replay.totals().trades());
            json.writeNumberField("quotes", replay.totals().quotes());
            json.writeNumberField("duplicates", replay.totals().duplicates());
            json.writeNumberField("gaps", replay.totals().gaps());
            json.writeNumberField("tradesLost", replay.totals().tradesLost());
            json.writeNumberField("firstSequence", replay.firstSequence());
            json.writeNumberField("lastSequence", replay.lastSequence());
            json.writeNumberField("decisions", replay.decisions());
            json.writeNumberField("unrecorded", replay.unrecorded());
            write(json, "decisionsByKind", replay.decisionsOfKind());
            if (isCompared) {
                writeDifferences(json);
            }
            json.writeNumberField("cpuSeconds", cpuSeconds);
            json.writeNumberField("recordsPerCpuSecond", perCpuSecond());
            json.writeStringField("stateHash", replay.stateHash());
        });
    }

    private static void write(JsonGenerator json, String name, Map<RecordKind, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<RecordKind, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().name(), count.getValue());
        }
        json.writeEndObject();
    }

    private void writeDifferences(JsonGenerator json) throws IOException {
        json.writeNumberField("different", replay.differencesTotal());
        write(json, "differentByKind", replay.differentOfKind());
        json.writeArrayFieldStart("differences");
        for (DecisionDifference each : replay.differences()) {
            json.writeStartObject();
            json.writeNumberField("sequence", each.sequence());
            json.writeStringField("time", time(each.engineTimeEpochNs()));
            json.writeStringField("kind", each.kind());
            json.writeStringField("subject", each.subject());
            json.writeStringField("recorded", each.recordedText());
            json.writeStringField("derived", each.derivedText());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String time(long epochNs) {
        return Instant.ofEpochSecond(0, epochNs).toString();
    }

    private long perCpuSecond() {
        return cpuSeconds > 0 ? Math.round(replay.records() / cpuSeconds) : 0;
    }

    void print(PrintWriter out) {
        Figures figures = new Figures(out);
        figures.line(
                "Records", "%,d (sequence %d to %d)", replay.records(), replay.firstSequence(), replay.lastSequence());
        figures.line(
                "Trades",
                "%,d, quotes %,d",
                replay.totals().trades(),
                replay.totals().quotes());
        figures.line("Duplicates", "%,d", replay.totals().duplicates());
        figures.line(
                "Gaps",
                "%,d, in which %,d trades were lost",
                replay.totals().gaps(),
                replay.totals().tradesLost());
        printDecisions(figures);
        figures.line("State hash", "%s", replay.stateHash());
        figures.line("Took", "%.1f s, %.1f s of CPU: %,d records a CPU second", seconds, cpuSeconds, perCpuSecond());
        printDifferences(out);
    }

    private void printDecisions(Figures figures) {
        long different = replay.differencesTotal();
        if (different == 0) {
            figures.line("Decisions", "%,d derived again, all equal to the record", replay.decisions());
        } else {
            figures.line("Decisions", "%,d equal to the record, %,d different", replay.decisions(), different);
        }
        replay.decisionsOfKind().forEach((kind, count) -> {
            long ofKind = replay.differentOfKind().getOrDefault(kind, 0L);
            figures.line("", "%,d %s%s", count, kind, ofKind == 0 ? "" : ", " + ofKind + " different");
        });
        if (replay.unrecorded() > 0) {
            figures.line(
                    "",
                    "%,d not recorded yet: the engine runs, or was killed; its next start records them",
                    replay.unrecorded());
        }
    }

    private void printDifferences(PrintWriter out) {
        if (replay.differencesTotal() == 0) {
            return;
        }
        out.println();
        out.println("Different");
        replay.differences().forEach(each -> out.println("  " + each.sentence()));
        long more = replay.differencesTotal() - replay.differences().size();
        if (more > 0) {
            out.println("  and " + more + " more (--differences N lists N)");
        }
    }
}
