package io.tickgate.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is recorded otherwise than the journal gives it.
 *
 * @param sequence of the input record that caused it.
 * @param engineTimeEpochNs market time at which it was made.
 * @param recorded what stands in the record; null when nothing does.
 * @param derived what the journal gives; null when it gives nothing.
 */
public record DecisionDifference(
        long sequence,
        long engineTimeEpochNs,
        @Nullable DecisionText recorded,
        @Nullable DecisionText derived) {

    /** Name of its kind. */
    public String kind() {
        return either().kind();
    }

    /** What it is about. */
    public String subject() {
        return either().subject();
    }

    private DecisionText either() {
        if (recorded != null) {
            return recorded;
        }
        if (derived == null) {
            throw new IllegalStateException("A difference of nothing from nothing at sequence " + sequence);
        }
        return derived;
    }

    /** What is recorded, in words: only the fields that differ when both are there. */
    public String recordedText() {
        return text(recorded, derived);
    }

    /** What the journal gives, in words. */
    public String derivedText() {
        return text(derived, recorded);
    }

    private static String text(@Nullable DecisionText one, @Nullable DecisionText other) {
        if (one == null) {
            return "nothing";
        }
        Map<String, String> fields = other == null ? one.fields() : one.otherThan(other);
        return fields.isEmpty() ? "bytes that no field shows" : DecisionText.of(fields);
    }

    /** One line for people. */
    public String sentence() {
        return "sequence " + sequence + ", " + DecisionWords.time(engineTimeEpochNs) + ", " + kind()
                + (subject().isEmpty() ? "" : " of " + subject()) + ": recorded " + recordedText()
                + "; the journal gives "
                + derivedText();
    }
}
