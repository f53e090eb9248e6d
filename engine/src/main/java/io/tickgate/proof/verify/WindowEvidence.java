package io.tickgate.proof.verify;

import io.tickgate.proof.canonical.CanonicalFields;
import io.tickgate.proof.canonical.CanonicalObject;
import io.tickgate.proof.canonical.NotCanonicalException;
import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.proof.receipt.WindowDigest;
import io.tickgate.record.E8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trades of a window from one source (a bundle, a journal, the venue), judged plainly, one after the other. Owned by one thread. */
final class WindowEvidence {
    /** Some 400 MB; the longest windows of the busiest symbols have a tenth of it. */
    private static final int TRADES_MAX = 5_000_000;

    private final Question question;
    private final List<Settling> trades = new ArrayList<>();

    WindowEvidence(Question question) {
        this.question = question;
    }

    /** Adds a trade if it lies in the window. */
    void add(Settling trade) throws CheckFailure {
        if (question.isInWindow(trade)) {
            CheckFailure.unless(trades.size() < TRADES_MAX, "the window has more trades than can be judged at once");
            trades.add(trade);
        }
    }

    int count() {
        return trades.size();
    }

    List<Settling> trades() {
        return trades;
    }

    /** Section {@code window} as these trades give it. */
    CanonicalObject section() {
        trades.sort(Comparator.comparingLong(Settling::tradeTimeEpochNs).thenComparingLong(Settling::firstTradeId));
        WindowDigest digest = new WindowDigest();
        for (Settling trade : trades) {
            digest.onTrade(
                    trade.firstTradeId(),
                    trade.lastTradeId(),
                    trade.tradeTimeEpochNs(),
                    trade.priceE8(),
                    trade.sizeE8(),
                    trade.flags(),
                    trade.sequence());
        }
        return digest.toSection();
    }

    /**
     * Compares with a receipt's outcome.
     *
     * @param outcome told.
     * @param areSequencesKnown whether the trades have their own sequences, so that the deciding one is known.
     */
    void judge(CanonicalFields outcome, boolean areSequencesKnown) throws CheckFailure, NotCanonicalException {
        Settling first = firstTouch();
        String result = outcome.text("result");
        if (!result.equals("HIT")) {
            CheckFailure.unless(
                    first == null,
                    "outcome.result is " + result + ", but trade "
                            + (first == null ? "" : first.firstTradeId() + " at " + E8.toString(first.priceE8()))
                            + " touches");
            return;
        }
        CheckFailure.unless(first != null, "outcome.result is HIT, but no trade of the window touches");
        if (areSequencesKnown && first != null) {
            CheckFailure.unless(
                    first.sequence() == outcome.object("trade").whole("sequence"),
                    "outcome.trade is not the first that touches: that is trade " + first.firstTradeId());
        }
    }

    /** The trade that touches first in the order of sequences, alone or with a neighbour that came before it; null for none. */
    private @Nullable Settling firstTouch() {
        List<Settling> bySequence = new ArrayList<>(trades);
        bySequence.sort(Comparator.comparingLong(Settling::sequence));
        Map<Long, Settling> byFirstId = new HashMap<>();
        Map<Long, Settling> byLastId = new HashMap<>();
        for (Settling trade : bySequence) {
            Settling below = byLastId.get(trade.firstTradeId() - 1);
            Settling above = byFirstId.get(trade.lastTradeId() + 1);
            if (question.isInside(trade)
                    || (below != null && question.isCrossed(below, trade))
                    || (above != null && question.isCrossed(trade, above))) {
                return trade;
            }
            byFirstId.put(trade.firstTradeId(), trade);
            byLastId.put(trade.lastTradeId(), trade);
        }
        return null;
    }
}
