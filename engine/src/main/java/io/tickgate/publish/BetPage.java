package io.tickgate.publish;

import java.util.List;

/**
 * Some of a user's bets, newest first. Immutable.
 *
 * @param bets in descending order of their sequences.
 * @param nextBefore sequence to ask on from, 0 when there are no more; there may be more though there are few here or none, as only so
 *     many bets are looked at each time.
 */
public record BetPage(List<BetView> bets, long nextBefore) {}
