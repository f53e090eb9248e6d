/**
 * Merkle trees as in RFC 6962, section 2.1 (SHA-256, leaves prefixed with 0x00, nodes with 0x01): roots, paths of inclusion, proofs of
 * consistency between two sizes of one growing tree, and one joint proof for many leaves. Pure functions and append-only stores; no thread of its own, each object is used
 * by one thread at a time.
 */
@NullMarked
package io.tickgate.proof.merkle;

import org.jspecify.annotations.NullMarked;
