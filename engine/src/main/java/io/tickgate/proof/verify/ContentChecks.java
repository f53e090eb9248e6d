package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.receipt.Role;
import io.tickgate.proof.receipt.Sections;
import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.record.BetFlyweight;
import io.tickgate.record.E8;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import org.agrona.concurrent.UnsafeBuffer;

/** What a receipt says of bet, rule, series and acceptance, against its own proven records. Stateless. */
final class ContentChecks {
    private ContentChecks() {}

    static String bet(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        byte[] record = ofKind(file, Role.BET, RecordKind.BET_COMMAND);
        ReceiptFile.same("bet", file.receipt.object("bet").object(), Sections.bet(record), "its record");
        return "Bet, band and window are those of the record.";
    }

    static String rule(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        byte[] record = ofKind(file, Role.MARKET, RecordKind.MARKET_DEFINED);
        ReceiptFile.same("rule", file.receipt.object("rule").object(), Sections.rule(record), "its record");
        MarketFlyweight rule = file.rule();
        CheckFailure.unless(rule.marketId() == file.bet().marketId(), "rule.marketId is not that of the bet");
        CheckFailure.unless(rule.sequence() < file.bet().sequence(), "rule.sequence is not before the bet");
        CheckFailure.unless(
                file.receipt.object("acceptance").whole("marketVersion") == rule.version(),
                "acceptance.marketVersion is not the version of the rule");
        return "The rule is version " + rule.version() + " of market " + rule.name() + ", as recorded before the bet.";
    }

    static String series(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        byte[] stream = ofKind(file, Role.STREAM, RecordKind.STREAM_DEFINED);
        byte[] instrument = ofKind(file, Role.INSTRUMENT, RecordKind.INSTRUMENT_DEFINED);
        byte[] venue = ofKind(file, Role.VENUE, RecordKind.VENUE_DEFINED);
        ReceiptFile.same(
                "series",
                file.receipt.object("series").object(),
                Sections.series(stream, instrument, venue),
                "its records");
        StreamFlyweight mapped = new StreamFlyweight().wrap(new UnsafeBuffer(stream), 0, stream.length);
        InstrumentFlyweight named = new InstrumentFlyweight().wrap(new UnsafeBuffer(instrument), 0, instrument.length);
        VenueFlyweight source = new VenueFlyweight().wrap(new UnsafeBuffer(venue), 0, venue.length);
        CheckFailure.unless(
                mapped.streamId() == file.rule().settlementStreamId(), "series.streamId is not that of the rule");
        CheckFailure.unless(
                mapped.instrumentId() == named.instrumentId()
                        && named.instrumentId() == file.rule().instrumentId(),
                "series.instrumentId is not that of the stream and the rule");
        CheckFailure.unless(mapped.venueId() == source.venueId(), "series.venueId is not that of the stream");
        for (Role role : new Role[] {Role.STREAM, Role.INSTRUMENT, Role.VENUE}) {
            CheckFailure.unless(
                    file.shown(role).sequence() < file.bet().sequence(),
                    "records." + role.label() + ".sequence is not before the bet");
        }
        return "Trades of " + mapped.venueSymbol() + " on " + source.name() + " decide.";
    }

    static String acceptance(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        CanonicalFields acceptance = file.receipt.object("acceptance");
        CheckFailure.unless(
                acceptance.object().members().size() == 3,
                "acceptance has other members than acceptedNs, marketVersion and reference");
        byte[] record = ofKind(file, Role.REFERENCE, RecordKind.TRADE);
        ReceiptFile.same(
                "acceptance.reference", acceptance.object("reference").object(), Sections.trade(record), "its record");
        Settling reference = Settling.of(record);
        BetFlyweight bet = file.bet();
        MarketFlyweight rule = file.rule();
        Question question = file.question();
        CheckFailure.unless(
                reference.streamId() == rule.settlementStreamId(), "acceptance.reference is of another series");
        CheckFailure.unless(reference.sequence() < bet.sequence(), "acceptance.reference is not before the bet");
        CheckFailure.unless(
                reference.priceE8() < question.minE8() || reference.priceE8() > question.lastE8(),
                "acceptance.reference lies in the band");
        long acceptedNs = acceptance.whole("acceptedNs");
        CheckFailure.unless(
                bet.fromEpochNs() - acceptedNs >= rule.leadNs(), "bet.fromNs is nearer than rule.leadNs allows");
        CheckFailure.unless(
                bet.fromEpochNs() - reference.tradeTimeEpochNs() >= rule.leadNs(),
                "bet.fromNs is nearer to the reference than rule.leadNs allows");
        long length = bet.toEpochNs() - bet.fromEpochNs();
        CheckFailure.unless(
                length >= rule.windowMinNs() && length <= rule.windowMaxNs(),
                "bet.toNs makes a window that the rule does not allow");
        long width = bet.maxE8() - bet.minE8();
        CheckFailure.unless(
                bet.minE8() > 0 && width >= rule.bandMinE8() && width <= rule.bandMaxE8(),
                "bet.max makes a band that the rule does not allow");
        CheckFailure.unless(
                bet.stakeMinor() >= rule.stakeMinMinor() && bet.stakeMinor() <= rule.stakeMaxMinor(),
                "bet.stake is none that the rule allows");
        return "The rule allows the bet; its reference " + E8.toString(reference.priceE8())
                + " lies outside of the band.";
    }

    static byte[] ofKind(ReceiptFile file, Role role, RecordKind kind) throws CheckFailure {
        byte[] record = file.shown(role).record();
        RecordFlyweight header = new RecordFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
        CheckFailure.unless(
                header.kindCode() == kind.code() && header.layoutVersion() == kind.layoutVersion(),
                "records." + role.label() + ".record is no " + kind + " of layout version " + kind.layoutVersion());
        return record;
    }
}
