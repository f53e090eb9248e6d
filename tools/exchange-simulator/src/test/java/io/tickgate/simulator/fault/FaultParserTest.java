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

    @Test
    void shouldReadWhatOnlySomeKindsHave() throws Exception {
        assertEquals(
                Fault.stallStream(2, "BTCUSDT", "trade", true),
                FaultParser.parse(
                        "{\"kind\":\"stall_stream\",\"seconds\":2,\"symbol\":\"btcusdt\",\"channel\":\"trade\",\"trading\":true}"));
        assertEquals(Fault.bigFrame(5_000_000, null), FaultParser.parse("{\"kind\":\"big_frame\"}"));
        assertEquals(Fault.reorder(2, null), FaultParser.parse("{\"kind\":\"reorder\"}"));
        assertEquals(Fault.serverShutdown(10), FaultParser.parse("{\"kind\":\"server_shutdown\"}"));
        assertEquals(
                Fault.refusal(FaultKind.TOO_MANY, 3, 30), FaultParser.parse("{\"kind\":\"too_many\",\"seconds\":3}"));
        assertEquals(
                Fault.ackThenNothing(3, "BTC-USD").at("coinbase"),
                FaultParser.parse(
                        "{\"kind\":\"ack_then_nothing\",\"seconds\":3,\"venue\":\"coinbase\",\"symbol\":\"btc-usd\"}"));
        assertEquals(Fault.ackError(1, true), FaultParser.parse("{\"kind\":\"ack_error\",\"nested\":true}"));
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
            {"kind":"gap","venue":"Binance"}
            {"kind":"gap","venue":1}
            {"kind":"slow_handshake"}
            {"kind":"slow_handshake","seconds":1,"count":1001}
            {"kind":"half_open","seconds":3601}
            {"kind":"life_cut","seconds":86401}
            {"kind":"stall_stream","seconds":1}
            {"kind":"stall_stream","seconds":1,"channel":"a@b"}
            {"kind":"reorder","count":1}
            {"kind":"reorder","count":1001}
            {"kind":"big_frame","bytes":1023}
            {"kind":"big_frame","bytes":16777217}
            {"kind":"big_frame","count":1}
            {"kind":"ping_flood","count":10001}
            {"kind":"too_many","seconds":1,"retryAfter":86401}
            {"kind":"too_many","seconds":1,"retryAfter":-1}
            {"kind":"forbidden","seconds":1,"retryAfter":1}
            {"kind":"rest_slow","seconds":1,"delayMs":600001}
            {"kind":"ack_error","nested":"yes"}
            {"kind":"crossed_book","noTrade":true}
            {"kind":"policy_close","abrupt":true}
            """)
    void shouldRefuseWhenAnythingElseIsOdd(String json) {
        BadFaultException thrown = assertThrows(BadFaultException.class, () -> FaultParser.parse(json));

        assertEquals("BAD_FAULT", thrown.code());
    }
}
