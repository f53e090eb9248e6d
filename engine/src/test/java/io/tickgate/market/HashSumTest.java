package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sum of hashes against big integers. */
class HashSumTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private static BigInteger hash(byte[] entry) throws Exception {
        byte[] littleEndian = MessageDigest.getInstance("SHA-256").digest(entry);
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static BigInteger value(HashSum sum) {
        ByteBuffer saved = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        StateWriter state = new StateWriter((bytes, length) -> saved.put(bytes, 0, length));
        sum.save(state);
        state.hash();
        BigInteger value = BigInteger.ZERO;
        for (int i = 3; i >= 0; i--) {
            value = value.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(saved.getLong(8 * i))));
        }
        return value;
    }

    private static byte[] entry(int number) {
        return ("entry " + number).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldBeTheSumModulo2To256WhenEntriesComeAndGo() throws Exception {
        HashSum sum = new HashSum();
        BigInteger expected = BigInteger.ZERO;
        Random random = new Random(7);
        List<Integer> held = new ArrayList<>();

        for (int i = 0; i < 20_000; i++) {
            if (held.isEmpty() || random.nextInt(5) < 3) {
                held.add(i);
                sum.add(entry(i), entry(i).length);
                expected = expected.add(hash(entry(i))).mod(MODULUS);
            } else {
                byte[] gone = entry(held.remove(random.nextInt(held.size())));
                sum.remove(gone, gone.length);
                expected = expected.subtract(hash(gone)).mod(MODULUS);
            }

            assertEquals(expected, value(sum), "after step " + i);
        }
    }

    @Test
    void shouldNotDependOnTheOrderAndBeZeroWhenAllIsGone() {
        List<Integer> order = new ArrayList<>();
        HashSum one = new HashSum();
        HashSum other = new HashSum();
        for (int i = 0; i < 1_000; i++) {
            order.add(i);
            one.add(entry(i), entry(i).length);
        }

        Collections.shuffle(order, new Random(3));
        order.forEach(i -> other.add(entry(i), entry(i).length));

        assertEquals(value(one), value(other));
        order.forEach(i -> one.remove(entry(i), entry(i).length));
        assertEquals(BigInteger.ZERO, value(one));
    }

    @Test
    void shouldHashOnlyTheLengthThatIsGiven() {
        HashSum one = new HashSum();
        HashSum other = new HashSum();

        one.add(new byte[] {1, 2, 3}, 2);
        other.add(new byte[] {1, 2}, 2);

        assertArrayEquals(value(one).toByteArray(), value(other).toByteArray());
    }
}
