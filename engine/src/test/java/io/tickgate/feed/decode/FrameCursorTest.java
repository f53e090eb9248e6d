package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameCursorTest {
    private final FrameCursor cursor = new FrameCursor();

    /** Every byte at every place of texts of every length around the width of eight bytes. */
    @Test
    void shouldStopAtTheFirstByteThatIsNotPlain() {
        for (int length = 1; length <= 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int value = 0; value < 256; value++) {
                    byte[] text = new byte[length + 2];
                    Arrays.fill(text, (byte) '"');
                    Arrays.fill(text, 1, length + 1, (byte) 'x');
                    text[1 + place] = (byte) value;
                    cursor.wrap(text, 1, length);

                    boolean isText = cursor.plainText();

                    boolean isPlain = value >= ' ' && value < 0x80 && value != '"' && value != '\\';
                    assertEquals(value == '"', isText, "byte " + value);
                    assertEquals(isPlain ? 1 + length : 1 + place, cursor.position(), "byte " + value);
                }
            }
        }
    }

    @Test
    void shouldFindLiteralsOfAnyLengthAndMissThoseWithOneOtherByte() {
        String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        for (int length = 1; length <= alphabet.length(); length++) {
            Literal literal = new Literal(alphabet.substring(0, length));
            byte[] bytes = ("-" + alphabet.substring(0, length)).getBytes(StandardCharsets.UTF_8);

            assertTrue(literal.isAt(bytes, 1, bytes.length), "length " + length);
            assertTrue(literal.isAt(Arrays.copyOf(bytes, bytes.length + 9), 1, bytes.length), "length " + length);
            assertFalse(literal.isAt(bytes, 1, bytes.length - 1), "length " + length);
            for (int i = 1; i < bytes.length; i++) {
                byte[] other = bytes.clone();
                other[i]++;
                assertFalse(literal.isAt(other, 1, other.length), "length " + length + " byte " + i);
            }
        }
    }
}
