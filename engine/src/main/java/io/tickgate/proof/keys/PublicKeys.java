package io.tickgate.proof.keys;

import io.tickgate.proof.merkle.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 public keys in their 32 bytes (RFC 8032), and signatures checked with them. Stateless. */
public final class PublicKeys {
    /** Bytes of a public key. */
    public static final int LENGTH = 32;
    /** Bytes of a signature. */
    public static final int SIGNATURE_LENGTH = 64;

    static final String ALGORITHM = "Ed25519";
    /** DER before the 32 bytes: RFC 8410, section 10.1. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ID_LENGTH = 8;

    private PublicKeys() {}

    /** Id of a key: the first 8 bytes of its SHA-256, in hex. */
    public static String id(byte[] publicKey) {
        return HexFormat.of().formatHex(new Sha256().of(publicKey), 0, ID_LENGTH);
    }

    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != PREFIX.length + LENGTH) {
            throw new IllegalArgumentException("Not an Ed25519 key");
        }
        return Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
    }

    /**
     * Whether a signature is one of these bytes by this key.
     *
     * @param publicKey 32 bytes; others give false.
     * @param message that was signed.
     * @param signature 64 bytes; others give false.
     */
    public static boolean isSigned(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != LENGTH || signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
        System.arraycopy(publicKey, 0, encoded, PREFIX.length, LENGTH);
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // No point of the curve, or no signature at all.
        }
    }
}
