/**
 * The chain: a Merkle tree (RFC 6962) over all journal records in the order of their sequences, and its signed heads.
 *
 * <pre>
 *   journal ──► ChainAgent (thread chain) ──► Chain ──┬─► blocks        roots of 4,096 records each
 *                     │ each minute                   ├─► definitions   definition records with their paths, kept for good
 *                     ▼                               └─► ChainProofs   paths for receipts, on the asker's thread
 *                   Head ──► heads (file, forced) ──► HTTP, acceptances, HeadPost (thread webhook)
 * </pre>
 *
 * <p>In: records up to {@code Published.sequence()}. Out: the files named above under {@code <data>/proof}; heads. A head is on disk before anybody sees it, and the
 * journal up to its last record before that, forced by this thread. A start begins at the newest one, so heads never fork; a journal that no longer gives the newest head stops the start. Nothing is dropped here.
 */
@NullMarked
package io.tickgate.proof.chain;

import org.jspecify.annotations.NullMarked;
