package io.tickgate.proof.keys;

import io.tickgate.proof.canonical.CanonicalObject;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with one key. Used by one thread. */
public final class Signer {
    private final SigningKey key;
    private final PrivateKey privateKey;
    private final Signature signature;

    Signer(SigningKey key, PrivateKey privateKey) {
        this.key = key;
        this.privateKey = privateKey;
        try {
            signature = Signature.getInstance(PublicKeys.ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519", e);
        }
    }

    /** The key that it signs with. */
    public SigningKey key() {
        return key;
    }

    /** Signs bytes: 64 bytes, always the same for the same bytes (RFC 8032). */
    public byte[] sign(byte[] message) {
        try {
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An Ed25519 key signs everything", e);
        }
    }

    /** The member {@code signature} over a message: key id, public key and value. */
    public CanonicalObject signature(byte[] message) {
        return new CanonicalObject()
                .put("key", key.id())
                .put("publicKey", key.publicKey())
                .put("value", sign(message));
    }
}
