package io.tickgate.history;

import java.util.List;

/**
 * What of a window was shown.
 *
 * @param isForgotten whether the window begins in a time whose trades were given up, or never held: those that were shown are not all.
 * @param damaged blocks that do not check, whose trades were not shown.
 */
public record ShownTrades(boolean isForgotten, List<Gap> damaged) {}
