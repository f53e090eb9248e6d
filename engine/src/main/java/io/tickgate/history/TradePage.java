package io.tickgate.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some trades of a window in the order (trade time, trade id).
 *
 * @param trades at most as many as asked for.
 * @param next where the next page begins, null after the last one.
 * @param damaged blocks that do not check, whose trades are not shown.
 * @param asOfSequence of the newest journal record that is surely taken into account.
 */
public record TradePage(List<Trade> trades, @Nullable PageCursor next, List<Gap> damaged, long asOfSequence) {}
