package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.CanonicalReader;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.chain.Head;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.receipt.ReceiptMaker;
import io.tickgate.proof.receipt.Role;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.touch.TouchRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A receipt that was read: its form is sound, nothing in it is believed yet. Immutable after reading. */
final class ReceiptFile {
    private static final int PATH_MAX = 64;
    private static final int SALT_LENGTH = 32;
    private static final Set<String> MEMBERS =
            Set.of("type", "bet", "rule", "series", "acceptance", "outcome", "window", "head", "records", "sections");

    /** A record with its path. */
    @SuppressWarnings("ArrayRecordComponent")
    record Shown(Role role, long sequence, byte[] record, byte[] salt, List<byte[]> path) {}

    final CanonicalFields receipt;
    final CanonicalObject signature;
    final @Nullable CanonicalFields bundle;
    final Head head;
    final Map<Role, Shown> records = new EnumMap<>(Role.class);

    private ReceiptFile(CanonicalFields file) throws NotCanonicalException {
        for (String member : file.object().members().keySet()) {
            if (!Set.of("receipt", "signature", "bundle").contains(member)) {
                throw file.fault(member, "is no member of a receipt");
            }
        }
        receipt = file.object("receipt");
        receipt.expect("type", ReceiptMaker.TYPE);
        if (!receipt.object().members().keySet().equals(MEMBERS)) {
            throw receipt.fault("type", "has other members beside it than a receipt has");
        }
        signature = file.object("signature").object();
        bundle = file.has("bundle") ? file.object("bundle") : null;
        head = Head.parse(receipt.object("head"));
        for (CanonicalFields entry : receipt.objects("records", Role.values().length)) {
            Shown shown = shown(entry);
            if (records.put(shown.role, shown) != null) {
                throw entry.fault("role", "is there twice");
            }
        }
    }

    static ReceiptFile read(byte[] bytes) throws NotCanonicalException {
        return new ReceiptFile(new CanonicalFields("", CanonicalReader.read(bytes)));
    }

    private static Shown shown(CanonicalFields entry) throws NotCanonicalException {
        String label = entry.text("role");
        for (Role role : Role.values()) {
            if (role.label().equals(label)) {
                byte[] record = record(entry);
                byte[] salt = entry.has("salt") ? entry.bytes("salt", SALT_LENGTH) : new byte[0];
                return new Shown(
                        role, entry.whole("sequence"), record, salt, entry.hashes("path", Sha256.LENGTH, PATH_MAX));
            }
        }
        throw entry.fault("role", "is none that records have");
    }

    /** Bytes of a record, of a length that one can have. */
    static byte[] record(CanonicalFields entry) throws NotCanonicalException {
        byte[] record = entry.bytes("record");
        if (record.length < RecordFlyweight.HEADER_LENGTH || record.length > RecordFlyweight.RECORD_LENGTH_MAX) {
            throw entry.fault("record", "is " + record.length + " bytes long, which no record is");
        }
        return record;
    }

    /** The record of a role. */
    Shown shown(Role role) throws CheckFailure {
        Shown shown = records.get(role);
        if (shown == null) {
            throw new CheckFailure("records: there is none with role \"" + role.label() + "\"");
        }
        return shown;
    }

    BetFlyweight bet() throws CheckFailure {
        byte[] record = shown(Role.BET).record;
        return new BetFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
    }

    MarketFlyweight rule() throws CheckFailure {
        byte[] record = shown(Role.MARKET).record;
        return new MarketFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
    }

    /** What the receipt's own, proven records say of band and window. */
    Question question() throws CheckFailure {
        BetFlyweight bet = bet();
        MarketFlyweight rule = rule();
        TouchRule touch = TouchRule.of(rule);
        return new Question(
                rule.settlementStreamId(),
                bet.fromEpochNs(),
                touch.last(bet.toEpochNs()),
                bet.minE8(),
                touch.last(bet.maxE8()),
                touch);
    }

    /** Names the members in which two objects differ, as paths. */
    static List<String> differences(String path, CanonicalObject one, CanonicalObject other) {
        List<String> names = new ArrayList<>();
        Map<String, Object> left = one.members();
        Map<String, Object> right = other.members();
        for (Map.Entry<String, Object> member : left.entrySet()) {
            Object there = right.get(member.getKey());
            String name = path + "." + member.getKey();
            if (member.getValue() instanceof CanonicalObject inner && there instanceof CanonicalObject innerThere) {
                names.addAll(differences(name, inner, innerThere));
            } else if (!member.getValue().equals(there)) {
                names.add(name);
            }
        }
        for (String name : right.keySet()) {
            if (!left.containsKey(name)) {
                names.add(path + "." + name);
            }
        }
        return names;
    }

    /** Fails when a section is not what it should be, and names the fields. */
    static void same(String path, CanonicalObject told, CanonicalObject derived, String from) throws CheckFailure {
        List<String> names = differences(path, told, derived);
        CheckFailure.unless(names.isEmpty(), String.join(", ", names) + " differs from " + from);
    }
}
