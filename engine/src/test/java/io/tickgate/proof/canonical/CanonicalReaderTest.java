package io.tickgate.proof.canonical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalReaderTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The example of RECEIPTS.md. */
    @Test
    void shouldWriteTheDocumentedExampleByteForByte() throws NotCanonicalException {
        CanonicalObject object = new CanonicalObject()
                .put("to", 1_700_000_000_000_000_000L)
                .put("symbol", "BTC/USD")
                .put("hash", new byte[] {0, (byte) 0xAB})
                .put("runs", List.of(List.of("7", "9"), List.of()))
                .put("retired", false)
                .put("text", "a\"b\\c\n€😀/")
                .put("inner", new CanonicalObject());

        String expected = "{\"hash\":\"00ab\",\"inner\":{},\"retired\":false,\"runs\":[[\"7\",\"9\"],[]],"
                + "\"symbol\":\"BTC/USD\",\"text\":\"a\\\"b\\\\c\\u000a€😀/\",\"to\":\"1700000000000000000\"}";
        assertArrayEquals(bytes(expected), object.toBytes());
        assertArrayEquals(
                bytes(expected), CanonicalReader.read(object.toBytes()).toBytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':'1','a':'2'}|twice",
                "{'b':'1','a':'2'}|out of order",
                "{'a':1}|neither",
                "{'a':1e999999999}|neither",
                "{'a':null}|neither",
                "{'a': '1'}|neither",
                "{ 'a':'1'}|'\"' is missing",
                "{'a':'1'}x|follows",
                "{'a':'1'}{}|follows",
                "{'a':'1',}|'\"' is missing",
                "{'a':['1',]}|neither",
                "{'a':'\\n'}|escape",
                "{'a':'\\/'}|escape",
                "{'a':'\\u000A'}|escape",
                "{'a':'\\u0041'}|escape",
                "{'a':'x|too early",
                "{'a-b':'1'}|letters and digits",
                "{'':'1'}|empty",
                "[]|'{' is missing",
                "{'a':True}|neither",
                "''|too early",
            })
    void shouldRefuseWhatIsNotTheOneSpelling(String text, String why) {
        NotCanonicalException thrown =
                assertThrows(NotCanonicalException.class, () -> CanonicalReader.read(bytes(text.replace('\'', '"'))));

        assertTrue(String.valueOf(thrown.getMessage()).contains(why), thrown.getMessage());
    }

    @Test
    void shouldRefuseBytesThatAreNoUtf8AndDeepNesting() {
        byte[] halfPair = {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
        byte[] deep = bytes("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThrows(NotCanonicalException.class, () -> CanonicalReader.read(halfPair));
        assertThrows(NotCanonicalException.class, () -> CanonicalReader.read(deep));
        assertThrows(NotCanonicalException.class, () -> CanonicalReader.read(new byte[0]));
    }

    @Test
    void shouldGiveBackTheSameBytesOrRefuseWhateverIsChanged() {
        byte[] sound = new CanonicalObject()
                .put("a", List.of("x", true, new CanonicalObject().put("b", "é\u0001")))
                .put("c", new CanonicalObject().put("d", "1"))
                .toBytes();
        Random random = new Random(2);
        int read = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] changed = sound.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }

            try {
                assertArrayEquals(changed, CanonicalReader.read(changed).toBytes());
                read++;
            } catch (NotCanonicalException e) {
                assertTrue(!String.valueOf(e.getMessage()).isEmpty());
            }
        }
        assertTrue(read > 1_000, "read " + read);
    }

    @ParameterizedTest
    @CsvSource({"01", "-0", "+1", "1.0", "1e3", "'', ", "9223372036854775808", "99999999999999999999999999"})
    void shouldRefuseNumbersThatAreNone(String text) {
        CanonicalFields fields = new CanonicalFields("x", new CanonicalObject().put("n", text == null ? "" : text));

        NotCanonicalException thrown = assertThrows(NotCanonicalException.class, () -> fields.whole("n"));
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("x.n "));
    }

    @Test
    void shouldReadTheEndsOfNumbers() throws NotCanonicalException {
        CanonicalFields fields = new CanonicalFields(
                "", new CanonicalObject().put("a", Long.MAX_VALUE).put("b", Long.MIN_VALUE));

        assertEquals(Long.MAX_VALUE, fields.whole("a"));
        assertEquals(Long.MIN_VALUE, fields.whole("b"));
    }
}
