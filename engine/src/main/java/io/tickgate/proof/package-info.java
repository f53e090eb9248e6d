/**
 * Proof for those who do not trust us: a Merkle tree over all journal records with signed heads, signed acceptances, receipts of bets,
 * and their check offline.
 *
 * <pre>
 *   journal, behind Published.sequence() ──► chain ──► blocks, definitions (files) ──► heads (file, HTTP) ──► webhook
 *   accepted bets, from the publish stage ──► sign ──► acceptance with the 201
 *   a decided bet + journal + history + chain ──► receipt, asked for on a query thread
 *   receipt (+ keys, heads, journal, venue's trades) ──► verify, offline
 * </pre>
 *
 * <p>In: published records, on thread {@code chain}; accepted bets, on thread {@code sign}, through a bounded queue. Out: files under {@code <data>/proof}, what the
 * gateway shows, posts on thread {@code webhook}. May be dropped: the acceptance of a bet when the queue is full (the bet stands; its acceptance can be asked for
 * later), heads that the webhook does not take in time. Nothing here holds the engine up. {@code RECEIPTS.md} is the contract with verifiers.
 */
@NullMarked
package io.tickgate.proof;

import org.jspecify.annotations.NullMarked;
