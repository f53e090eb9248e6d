package io.tickgate.proof.keys;

import io.tickgate.proof.canonical.CanonicalObject;

/** Signs with one key. Used by one thread. */
public final class Signer {
    private final SigningKey key;
    private final Ed25519 ed25519;

    Signer(SigningKey key, Ed25519 ed25519) {
        this.key = key;
        this.ed25519 = ed25519;
    }

    /** The key that it signs with. */
    public SigningKey key() {
        return key;
    }

    /** Signs bytes: 64 bytes, always the same for the same bytes (RFC 8032). */
    public byte[] sign(byte[] message) {
        return ed25519.sign(message);
    }

    /** The member {@code signature} over a message: key id, public key and value. */
    public CanonicalObject signature(byte[] message) {
        return new CanonicalObject()
                .put("key", key.id())
                .put("publicKey", key.publicKey())
                .put("value", sign(message));
    }
}
