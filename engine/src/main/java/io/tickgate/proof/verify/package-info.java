/**
 * Checks receipts and acceptances offline, for whoever does not trust the one who made them. In: a file, and what the one who asks has beside it: public keys, heads,
 * a copy of the journal, the venue's own trades. Out: a list of checks, each a sentence. Reads files only; on the caller's thread; nothing is kept.
 */
@NullMarked
package io.tickgate.proof.verify;

import org.jspecify.annotations.NullMarked;
