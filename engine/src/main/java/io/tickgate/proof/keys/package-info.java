/**
 * Keys of a node: Ed25519 keys that sign, of which one does at a time, the list of all public ones, and the secret of salts and
 * pseudonyms. In: files of the folder {@code <data>/proof/keys} or a key file that the operator gives; read at start and, for a rotation, once a minute on thread
 * {@code chain}. Out: signatures, on whatever thread holds a {@link io.tickgate.proof.keys.Signer}. Secrets are never printed, nor in any message.
 */
@NullMarked
package io.tickgate.proof.keys;

import org.jspecify.annotations.NullMarked;
