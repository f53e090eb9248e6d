package io.tickgate.proof.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
    /** RFC 8032, section 7.1: tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void shouldSignTheTestVectors(String seed, String publicKey, String message, String signature) {
        Ed25519 key = new Ed25519(HexFormat.of().parseHex(seed));

        assertEquals(publicKey, HexFormat.of().formatHex(key.publicKey()));
        assertEquals(signature, HexFormat.of().formatHex(key.sign(HexFormat.of().parseHex(message))));
    }

    /** The JDK's signatures are the oracle: they are as deterministic. */
    @Test
    void shouldSignByteForByteAsTheJdkDoes() throws Exception {
        Random random = new Random(4);
        Signature jdk = Signature.getInstance("Ed25519");
        for (int round = 0; round < 300; round++) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            seed[random.nextInt(32)] = (byte) (random.nextBoolean() ? 0 : 0xFF);
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Ed25519 key = new Ed25519(seed);
            for (int i = 0; i < 4; i++) {
                byte[] message = new byte[random.nextInt(200)];
                random.nextBytes(message);
                jdk.initSign(privateKey);
                jdk.update(message);

                byte[] signature = key.sign(message);

                assertArrayEquals(jdk.sign(), signature, "round " + round);
            }
        }
    }

    @Test
    void shouldGiveThePublicKeysThatTheJdkGives() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        for (int round = 0; round < 100; round++) {
            KeyPair pair = generator.generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();

            assertArrayEquals(PublicKeys.raw(pair.getPublic()), new Ed25519(seed).publicKey());
        }
    }
}
