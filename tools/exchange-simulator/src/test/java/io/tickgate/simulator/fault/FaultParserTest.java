package io.tickgate.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.FaultParser.BadFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultParserTest {

    @Test
    void shouldReadEachKindWhenItIsWellFormed() throws Exception {
        assertEquals(
                Fault.silence(12, "BTCUSDT", false),
                FaultParser.parse("{\"kind\":\"silence\",\"seconds\":12,\"symbol\":\"btcusdt\"}"));
        assertEquals(
                Fault.silence(0.5, null, true),
                FaultParser.parse("{\"trading\":true,\"seconds\":0.5,\"kind\":\"silence\"}"));
        assertEquals(Fault.disconnect(false), FaultParser.parse("{\"kind\":\"disconnect\"}"));
        assertEquals(Fault.disconnect(true), FaultParser.parse("{\"kind\":\"disconnect\",\"abrupt\":true}"));
        assertEquals(Fault.refuse(3), FaultParser.parse(" {\"kind\":\"refuse\",\"seconds\":3} "));
        assertEquals(Fault.gap(5, null), FaultParser.parse("{\"kind\":\"gap\",\"count\":5}"));
        assertEquals(Fault.gap(1, null), FaultParser.parse("{\"kind\":\"gap\"}"));
        assertEquals(
                Fault.duplicate(2, "ETHUSDT"),
                FaultParser.parse("{\"kind\":\"duplicate\",\"count\":2,\"symbol\":\"ETHUSDT\"}"));
        assertEquals(Fault.garbage(9, null), FaultParser.parse("{\"kind\":\"garbage\",\"count\":9}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"kind\":\"silent\"}", "{\"kind\":1}", "{\"kind\":\"Silence\",\"seconds\":1}"})
    void shouldNameTheKindsWhenTheKindIsUnknown(String json) {
        BadFaultException thrown = assertThrows(BadFaultException.class, () -> FaultParser.parse(json));

        assertEquals("UNKNOWN_FAULT_KIND", thrown.code());
        assertTrue(String.valueOf(thrown.getMessage())
                .contains("kinds are silence, disconnect, refuse, gap, duplicate, garbage, slow_handshake"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~
            x
            []
            "silence"
            {"kind":"gap"
            {"kind":"gap"} {}
            {"kind":"gap","kind":"gap"}
            {"kind":"gap","count":0}
            {"kind":"gap","count":-1}
            {"kind":"gap","count":1.0}
            {"kind":"gap","count":"1"}
            {"kind":"gap","count":1000000001}
            {"kind":"gap","count":99999999999999999999}
            {"kind":"gap","seconds":1}
            {"kind":"gap","Count":1}
            {"kind":"gap","symbol":null}
            {"kind":"gap","symbol":""}
            {"kind":"gap","symbol":"BTC/USDT"}
            {"kind":"gap","symbol":["BTCUSDT"]}
            {"kind":"duplicate","count":1001}
            {"kind":"garbage","count":1001}
            {"kind":"silence"}
            {"kind":"silence","seconds":"1"}
            {"kind":"silence","seconds":0}
            {"kind":"silence","seconds":-1}
            {"kind":"silence","seconds":3601}
            {"kind":"silence","seconds":1e999}
            {"kind":"silence","seconds":NaN}
            {"kind":"silence","seconds":1,"trading":"yes"}
            {"kind":"refuse","seconds":1,"symbol":"BTCUSDT"}
            {"kind":"disconnect","abrupt":1}
            {"kind":"disconnect","seconds":1}
            """)
    void shouldRefuseWhenAnythingElseIsOdd(String json) {
        BadFaultException thrown = assertThrows(BadFaultException.class, () -> FaultParser.parse(json));

        assertEquals("BAD_FAULT", thrown.code());
    }
}
