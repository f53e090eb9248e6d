package io.tickgate.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickgate.config.RuleChange;
import io.tickgate.record.RecordKind;
import io.tickgate.replay.WhatIf;
import io.tickgate.replay.WhatIfDifference;
import io.tickgate.replay.WhatIfKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/**
 * What other rules would have decided, for people and for programs.
 *
 * @param whatIf what was found.
 */
record WhatIfReport(WhatIf whatIf) {
    private static final double NS_PER_S = 1e9;

    void printJson(PrintWriter out) throws IOException {
        JsonOutput.print(out, json -> {
            json.writeNumberField("records", whatIf.records());
            json.writeNumberField("firstSequence", whatIf.firstSequence());
            json.writeNumberField("lastSequence", whatIf.lastSequence());
            writeChanges(json);
            write(json, "decisionsWere", whatIf.decisionsWere());
            write(json, "decisionsWouldBe", whatIf.decisionsWouldBe());
            json.writeNumberField("different", whatIf.total());
            writeSums(json);
            writeDifferences(json);
        });
    }

    private void writeChanges(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("changes");
        for (Map.Entry<RuleChange, SortedSet<String>> change : whatIf.replaced().entrySet()) {
            json.writeStartObject();
            json.writeStringField("property", change.getKey().property());
            json.writeStringField("was", String.join(", ", change.getValue()));
            json.writeStringField("wouldBe", change.getKey().text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, Map<RecordKind, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<RecordKind, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().name(), count.getValue());
        }
        json.writeEndObject();
    }

    private void writeSums(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("sums");
        for (WhatIf.Sum sum : whatIf.sums()) {
            json.writeStartObject();
            json.writeStringField("kind", sum.kind().name());
            json.writeStringField("subject", sum.subject());
            json.writeStringField("was", sum.was());
            json.writeStringField("wouldBe", sum.wouldBe());
            json.writeNumberField("count", sum.count());
            json.writeNumberField("seconds", sum.lastsNs() / NS_PER_S);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeDifferences(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("differences");
        for (WhatIfDifference each : whatIf.differences()) {
            json.writeStartObject();
            json.writeStringField("kind", each.kind().name());
            json.writeStringField("subject", each.subject());
            json.writeNumberField("sequence", each.sequence());
            json.writeStringField("from", each.from());
            String to = each.to();
            if (to != null) {
                json.writeStringField("to", to);
            }
            json.writeStringField("was", each.was());
            json.writeStringField("wouldBe", each.wouldBe());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void print(PrintWriter out) {
        Figures figures = new Figures(out);
        figures.line(
                "Records", "%,d (sequence %d to %d)", whatIf.records(), whatIf.firstSequence(), whatIf.lastSequence());
        whatIf.replaced()
                .forEach((change, was) -> figures.line(
                        "Changed", "%s = %s instead of %s", change.property(), change.text(), String.join(", ", was)));
        figures.line("Different", "%,d", whatIf.total());
        printSums(out);
        for (WhatIfKind kind : WhatIfKind.values()) {
            printDifferences(kind, out);
        }
        printNotes(out);
    }

    private void printSums(PrintWriter out) {
        if (!whatIf.sums().isEmpty()) {
            out.println();
        }
        for (WhatIf.Sum sum : whatIf.sums()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%,9d × %s: was %s, would be %s%s",
                    sum.count(),
                    name(sum.kind()) + (sum.subject().isEmpty() ? "" : " of " + sum.subject()),
                    sum.was(),
                    sum.wouldBe(),
                    sum.lastsNs() == 0 ? "" : String.format(Locale.ROOT, ", %.3f s", sum.lastsNs() / NS_PER_S)));
        }
    }

    private void printDifferences(WhatIfKind kind, PrintWriter out) {
        long shown = 0;
        for (WhatIfDifference each : whatIf.differences()) {
            if (each.kind() == kind) {
                if (shown++ == 0) {
                    out.println();
                }
                String to = each.to();
                out.println("sequence " + each.sequence() + ", " + each.from() + (to == null ? "" : " to " + to) + ", "
                        + name(kind) + " of " + each.subject() + ": was " + each.was() + ", would be "
                        + each.wouldBe());
            }
        }
        long more = whatIf.totals().getOrDefault(kind, 0L) - shown;
        if (more > 0) {
            out.println("and " + more + " more of this kind (--differences N lists N of each)");
        }
    }

    private static String name(WhatIfKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void printNotes(PrintWriter out) {
        out.println();
        out.println("A bet that would be refused has no outcome: beside the one that it had stands \"no bet\".");
        out.println(
                "Not known: bets that the gateway refused at a closed gate, which no journal has, and what bettors");
        out.println("would have done after other answers.");
    }
}
