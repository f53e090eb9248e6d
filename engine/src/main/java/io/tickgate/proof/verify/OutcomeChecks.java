package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.receipt.Role;
import io.tickgate.proof.receipt.Sections;
import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.record.E8;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.touch.Touch;
import org.agrona.concurrent.UnsafeBuffer;

/** Whether an outcome follows from the records that a receipt shows for it. Stateless. */
final class OutcomeChecks {
    private OutcomeChecks() {}

    static String outcome(ReceiptFile file) throws CheckFailure, NotCanonicalException {
        CanonicalFields outcome = file.receipt.object("outcome");
        Question question = file.question();
        CheckFailure.unless(
                outcome.whole("sequence") > file.bet().sequence(), "outcome.sequence is not behind the bet");
        String result = outcome.text("result");
        return switch (result) {
            case "HIT" -> hit(file, outcome, question);
            case "MISS" -> miss(file, outcome, question);
            case "VOID" -> voided(file, outcome);
            default -> throw new CheckFailure("outcome.result is none that there is");
        };
    }

    private static String hit(ReceiptFile file, CanonicalFields outcome, Question question)
            throws CheckFailure, NotCanonicalException {
        only(outcome, 6 + (outcome.has("otherTrade") ? 1 : 0));
        Settling trade = deciding(file, outcome, "trade", Role.TRADE, question);
        String touch = outcome.text("touch");
        boolean isCrossed = touch.equals("crossed");
        CheckFailure.unless(isCrossed || touch.equals("inside"), "outcome.touch is none that there is");
        CheckFailure.unless(
                isCrossed == outcome.has("otherTrade"), "outcome.otherTrade belongs to a crossed band only");
        CheckFailure.unless(!file.records.containsKey(Role.WATERMARK), "records.watermark belongs to a miss only");
        if (!isCrossed) {
            CheckFailure.unless(!file.records.containsKey(Role.OTHER_TRADE), "records.otherTrade proves nothing");
            CheckFailure.unless(question.isInside(trade), "outcome.trade does not touch the band");
            return "HIT: trade " + trade.firstTradeId() + " at " + E8.toString(trade.priceE8())
                    + " lies in the band and in the window.";
        }
        Settling other = deciding(file, outcome, "otherTrade", Role.OTHER_TRADE, question);
        CheckFailure.unless(
                question.isCrossed(trade, other), "outcome.otherTrade: the two trades do not cross the band");
        return "HIT: trades " + trade.firstTradeId() + " and " + other.firstTradeId()
                + " follow each other in the window on opposite sides of the band.";
    }

    private static Settling deciding(
            ReceiptFile file, CanonicalFields outcome, String name, Role role, Question question)
            throws CheckFailure, NotCanonicalException {
        byte[] record = file.shown(role).record();
        CanonicalObject told = outcome.object(name).object();
        ReceiptFile.same("outcome." + name, told, Sections.trade(record), "its record");
        Settling trade = Settling.of(record);
        CheckFailure.unless(question.isInWindow(trade), "outcome." + name + " is of another series or window");
        CheckFailure.unless(
                trade.sequence() <= outcome.whole("sequence")
                        && trade.sequence() > file.bet().sequence(),
                "outcome." + name + " does not lie between the bet and its outcome");
        return trade;
    }

    private static String miss(ReceiptFile file, CanonicalFields outcome, Question question)
            throws CheckFailure, NotCanonicalException {
        only(outcome, 5);
        CheckFailure.unless(
                !file.records.containsKey(Role.TRADE) && !file.records.containsKey(Role.OTHER_TRADE),
                "records.trade belongs to a hit only");
        CanonicalFields watermark = outcome.object("watermark");
        byte[] record = file.shown(Role.WATERMARK).record();
        CheckFailure.unless(
                watermark.whole("sequence") == file.shown(Role.WATERMARK).sequence()
                        && watermark.whole("sequence") <= outcome.whole("sequence"),
                "outcome.watermark.sequence is not that of its record, or behind the outcome");
        CheckFailure.unless(watermark.object().members().size() == 4, "outcome.watermark has members that none has");
        boolean isTrade = watermark.text("source").equals("trade");
        if (isTrade) {
            checkTrade(watermark, Settling.of(record), question);
        } else {
            checkStatement(watermark, record, question);
        }
        return "MISS: the window was over (" + watermark.text("source") + ", trade id " + watermark.whole("tradeId")
                + "), and " + extremes(file.receipt.object("window"), question) + ".";
    }

    private static void checkTrade(CanonicalFields watermark, Settling trade, Question question)
            throws CheckFailure, NotCanonicalException {
        long id = watermark.whole("tradeId");
        CheckFailure.unless(
                trade.streamId() == question.streamId() && id >= trade.firstTradeId() && id <= trade.lastTradeId(),
                "outcome.watermark.tradeId is not that of its record, or of another series");
        CheckFailure.unless(
                watermark.whole("timeNs") == trade.tradeTimeEpochNs(),
                "outcome.watermark.timeNs is not that of its record");
        CheckFailure.unless(
                Touch.isOver(
                        question.lastEpochNs(),
                        question.rule().graceNs(),
                        trade.tradeTimeEpochNs(),
                        RecordFlyweight.ABSENT),
                "outcome.watermark: its trade does not lie behind the window");
    }

    private static void checkStatement(CanonicalFields watermark, byte[] record, Question question)
            throws CheckFailure, NotCanonicalException {
        CheckFailure.unless(
                Sections.kindCode(record) == RecordKind.WATERMARK.code(), "records.watermark is no watermark");
        WatermarkFlyweight said = new WatermarkFlyweight().wrap(new UnsafeBuffer(record), 0, record.length);
        CheckFailure.unless(
                said.streamId() == question.streamId()
                        && watermark.text("source").equals(Sections.source(said.source()))
                        && watermark.whole("tradeId") == said.newestTradeId(),
                "outcome.watermark is not what its record says, or of another series");
        long timeNs = watermark.whole("timeNs");
        CheckFailure.unless(
                timeNs == Math.min(said.venueTimeEpochNs(), said.engineTimeEpochNs()),
                "outcome.watermark.timeNs is not that of its record");
        CheckFailure.unless(
                Touch.isOver(question.lastEpochNs(), question.rule().graceNs(), RecordFlyweight.ABSENT, timeNs),
                "outcome.watermark: the venue said so before the window was over");
    }

    /** What the lowest and the highest trade of the window say: neither may touch, where every trade can. */
    private static String extremes(CanonicalFields window, Question question)
            throws CheckFailure, NotCanonicalException {
        if (window.whole("records") == 0) {
            CheckFailure.unless(
                    window.whole("count") == 0 && !window.has("min") && !window.has("max"),
                    "window.records is 0, but the window tells of trades");
            return "it says that there was no trade in it";
        }
        if (question.rule().notionalMinE8() > 0) {
            return "its lowest and highest trade say nothing here, as a trade below the least notional does not touch";
        }
        for (String name : new String[] {"min", "max"}) {
            E8.Outcome parsed = new E8.Outcome();
            long priceE8 = E8.parse(window.text(name), parsed);
            CheckFailure.unless(parsed.code() == E8.Outcome.EXACT, "window." + name + " is no price");
            CheckFailure.unless(
                    !Touch.isInside(priceE8, true, question.minE8(), question.lastE8()),
                    "outcome.result: window." + name + " lies in the band, so it was no miss");
        }
        return "neither its lowest nor its highest trade lies between the band's bounds";
    }

    private static String voided(ReceiptFile file, CanonicalFields outcome) throws CheckFailure, NotCanonicalException {
        only(outcome, 5);
        CheckFailure.unless(
                outcome.whole("decidedNs")
                        >= file.bet().toEpochNs() + file.rule().deadlineNs(),
                "outcome.decidedNs is before the deadline");
        CheckFailure.unless(
                !file.records.containsKey(Role.TRADE)
                        && !file.records.containsKey(Role.OTHER_TRADE)
                        && !file.records.containsKey(Role.WATERMARK),
                "records.trade or records.watermark belongs to a hit or a miss only");
        return "VOID: not decided by the deadline, because of " + outcome.text("cause") + ".";
    }

    private static void only(CanonicalFields outcome, int members) throws CheckFailure {
        CheckFailure.unless(
                outcome.object().members().size() == members, "outcome has members that such an outcome has not");
    }
}
