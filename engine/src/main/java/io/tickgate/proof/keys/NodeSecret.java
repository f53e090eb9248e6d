package io.tickgate.proof.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What this node's salts and pseudonyms are made with: HMAC-SHA256 of a secret that is made once and never leaves the folder. Used by one
 * thread at a time; {@link #copy} gives another thread its own.
 */
public final class NodeSecret {
    /** Bytes of the secret. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    /** Half a hash: no two names meet by chance. */
    private static final int PSEUDONYM_LENGTH = 16;

    private static final byte SALT = 1;
    private static final byte TENANT = 2;
    private static final byte USER = 3;
    private static final byte FINGERPRINT = 4;

    private final SecretKeySpec key;
    private final Mac mac;
    private final ByteBuffer saltInput = ByteBuffer.allocate(1 + Long.BYTES);

    NodeSecret(byte[] secret) {
        this(new SecretKeySpec(secret, ALGORITHM));
    }

    private NodeSecret(SecretKeySpec key) {
        this.key = key;
        mac = mac(key);
    }

    /** HMAC-SHA256 with a key. */
    public static byte[] hmac(byte[] key, byte[] data) {
        return mac(new SecretKeySpec(key, ALGORITHM)).doFinal(data);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    /** The same secret for another thread. */
    public NodeSecret copy() {
        return new NodeSecret(key);
    }

    /** Salt of a record: 32 bytes that say nothing of any other's. */
    public byte[] salt(long sequence) {
        saltInput.clear().put(SALT).putLong(sequence);
        return mac.doFinal(saltInput.array());
    }

    /** What a tenant is called outside. */
    public byte[] tenantPseudonym(byte[] tenant) {
        mac.update(TENANT);
        return pseudonym(mac.doFinal(tenant));
    }

    /** What a user is called outside; the same name under another tenant is another one. */
    public byte[] userPseudonym(byte[] tenant, byte[] user) {
        mac.update(USER);
        mac.update((byte) tenant.length); // At most 64.
        mac.update(tenant);
        return pseudonym(mac.doFinal(user));
    }

    private static byte[] pseudonym(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, PSEUDONYM_LENGTH).getBytes(StandardCharsets.US_ASCII);
    }

    /** Tells whether it is the secret that a chain was begun with, without telling the secret. */
    public byte[] fingerprint() {
        mac.update(FINGERPRINT);
        return Arrays.copyOf(mac.doFinal(), PSEUDONYM_LENGTH);
    }

    @Override
    public String toString() {
        return "secret of the node";
    }
}
