/**
 * Receipts of decided bets: everything that shows that an outcome is right, with the records that it rests on, their paths to a signed head, and a signature.
 * In: a decided bet, on a query thread. Out: canonical bytes. {@code RECEIPTS.md} in the package above describes each member. Nothing is kept; what cannot
 * be made yet is said so and can be asked for again.
 */
@NullMarked
package io.tickgate.proof.receipt;

import org.jspecify.annotations.NullMarked;
