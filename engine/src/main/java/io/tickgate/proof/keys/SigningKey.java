package io.tickgate.proof.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key that signs. Immutable; {@link #toString} says its id only. */
public final class SigningKey {
    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String FOOT = "-----END PRIVATE KEY-----";
    private static final byte[] TRIAL = "trial".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey privateKey;
    private final byte[] seed;
    private final byte[] publicKey;
    private final String id;

    private SigningKey(PrivateKey privateKey, byte[] seed) {
        this.privateKey = privateKey;
        this.seed = seed;
        publicKey = new Ed25519(seed).publicKey();
        id = PublicKeys.id(publicKey);
    }

    /** A new key of the system's random numbers. */
    public static SigningKey create() {
        try {
            return of(KeyPairGenerator.getInstance(PublicKeys.ALGORITHM)
                    .generateKeyPair()
                    .getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519", e);
        }
    }

    /**
     * Reads a key.
     *
     * @param pem PKCS#8 in PEM (RFC 7468), not encrypted.
     * @return the key.
     * @throws GeneralSecurityException when it is none; the message holds nothing of the content.
     */
    static SigningKey parse(String pem) throws GeneralSecurityException {
        int head = pem.indexOf(HEAD);
        int foot = pem.indexOf(FOOT);
        if (head < 0 || foot < head) {
            throw new GeneralSecurityException("it is no PEM file with a PRIVATE KEY");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(pem.substring(head + HEAD.length(), foot));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its content is not base64");
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(PublicKeys.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return of(key);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("its content is no Ed25519 key");
        }
    }

    private static SigningKey of(PrivateKey key) throws GeneralSecurityException {
        byte[] seed =
                ((EdECPrivateKey) key).getBytes().orElseThrow(() -> new GeneralSecurityException("it cannot be read"));
        SigningKey signing = new SigningKey(key, seed);
        // The JDK checks what is signed here, once for each key.
        if (!PublicKeys.isSigned(signing.publicKey, TRIAL, signing.newSigner().sign(TRIAL))) {
            throw new GeneralSecurityException("its signatures do not check");
        }
        return signing;
    }

    /** PKCS#8 in PEM: a secret, for its file only. */
    String toPem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded());
        return HEAD + "\n" + body + "\n" + FOOT + "\n";
    }

    /** See {@link PublicKeys#id}. */
    public String id() {
        return id;
    }

    /** 32 bytes, in a new array. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** A signer for one thread. */
    public Signer newSigner() {
        return new Signer(this, new Ed25519(seed));
    }

    @Override
    public String toString() {
        return "Ed25519 key " + id;
    }
}
