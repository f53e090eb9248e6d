package io.tickgate.history;

import java.util.List;

/**
 * Bars of a window.
 *
 * @param bars of the steps that have a trade, by time.
 * @param damaged blocks that do not check and reach over the edge of a bar: their trades are in none.
 */
public record Bars(List<Bar> bars, List<Gap> damaged) {}
