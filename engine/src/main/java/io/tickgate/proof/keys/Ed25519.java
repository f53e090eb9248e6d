package io.tickgate.proof.keys;

/**
 * Signs as RFC 8032, section 5.1.6, says. Bouncy Castle does it, byte for byte as the JDK would, in a fraction of the time that every 201
 * would wait for ({@code perf/RESULTS.md}). The JDK verifies. Any thread.
 */
final class Ed25519 {
    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    private final byte[] seed;
    private final byte[] publicKey = new byte[KEY_LENGTH];

    /** With the 32 bytes of a private key. */
    Ed25519(byte[] seed) {
        this.seed = seed.clone();
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    /** 32 bytes, in a new array. */
    byte[] publicKey() {
        return publicKey.clone();
    }

    /** The signature, 64 bytes. */
    byte[] sign(byte[] message) {
        byte[] signature = new byte[SIGNATURE_LENGTH];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }
}
