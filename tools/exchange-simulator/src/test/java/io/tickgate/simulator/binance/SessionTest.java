package io.tickgate.simulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.stream.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {

    private static final String VARIANTS =
            "expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`";

    private final Session session =
            new Session(new ConnectTarget(List.of(), false, false), false, new FaultBoard(System::nanoTime));

    private String answer(String request) {
        return session.onText(request).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1                                      | 1
            -9223372036854775808                   | -9223372036854775808
            9223372036854775807                    | 9223372036854775807
            null                                   | null
            "a1"                                   | "a1"
            ""                                     | ""
            "0f8fad5b-d9cb-469f-a165-70867728950e" | "0f8fad5b-d9cb-469f-a165-70867728950e"
            """)
    void shouldEchoTheIdWhenItIsValid(String id, String echoed) {
        String text = answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@trade\"],\"id\":" + id + "}");

        assertEquals("{\"result\":null,\"id\":" + echoed + "}", text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1.5
            true
            []
            {"a":1}
            9223372036854775808
            "with blank"
            "0123456789012345678901234567890123456"
            """)
    void shouldRejectTheIdWhenItIsNot(String id) {
        String text = answer("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + id + "}");

        assertEquals("{\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"}", text);
    }

    @Test
    void shouldTakeTheIdAsNullWhenItIsMissing() {
        assertEquals("{\"result\":[],\"id\":null}", answer("{\"method\":\"LIST_SUBSCRIPTIONS\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"method":"SET_PROPERTY","params":["colour",true],"id":7}         | {"code":0,"msg":"Unknown property","id":7}
            {"method":"GET_PROPERTY","params":["colour"],"id":"x"}            | {"code":0,"msg":"Unknown property","id":"x"}
            {"method":"SET_PROPERTY","params":["combined","yes"],"id":1}      | {"code":1,"msg":"Invalid value type: expected Boolean"}
            {"method":"SET_PROPERTY","params":["combined",1],"id":1}          | {"code":1,"msg":"Invalid value type: expected Boolean"}
            {"method":"SET_PROPERTY","params":["combined"],"id":1}            | {"code":1,"msg":"Invalid value type: expected Boolean"}
            {"method":"SET_PROPERTY","params":[true,true],"id":1}             | {"code":2,"msg":"Invalid request: property name must be a string"}
            {"method":"GET_PROPERTY","params":[],"id":1}                      | {"code":2,"msg":"Invalid request: property name must be a string"}
            {"method":"GET_PROPERTY","id":1}                                  | {"code":2,"msg":"Invalid request: property name must be a string"}
            {"method":"GET_PROPERTY","params":["combined",1],"id":1}          | {"code":2,"msg":"Invalid request: too many parameters"}
            {"method":"SET_PROPERTY","params":["combined",true,1],"id":1}     | {"code":2,"msg":"Invalid request: too many parameters"}
            {"method":"LIST_SUBSCRIPTIONS","params":["a"],"id":1}             | {"code":2,"msg":"Invalid request: too many parameters"}
            {"params":["a"],"id":1}                                           | {"code":2,"msg":"Invalid request: missing field `method` at line 1 column 23"}
            {"method":5,"id":1}                                               | {"code":2,"msg":"Invalid request: missing field `method` at line 1 column 19"}
            {"method":"SUBSCRIBE","id":1}                                     | {"code":2,"msg":"Invalid request: missing field `params` at line 1 column 29"}
            {"method":"SUBSCRIBE","params":"a@trade","id":1}                  | {"code":2,"msg":"Invalid request: missing field `params` at line 1 column 48"}
            {"method":"SUBSCRIBE","params":[1],"id":1}                        | {"code":2,"msg":"Invalid request: stream name must be a string of at most 128 characters"}
            {"method":"SUBSCRIBE","params":[["a"]],"id":1}                    | {"code":2,"msg":"Invalid request: stream name must be a string of at most 128 characters"}
            hello                                                             | {"code":3,"msg":"Invalid JSON: expected value at line 1 column 1"}
            [1,2]                                                             | {"code":3,"msg":"Invalid JSON: expected value at line 1 column 1"}
            {"method":x}                                                      | {"code":3,"msg":"Invalid JSON: expected value at line 1 column 11"}
            {} {}                                                             | {"code":3,"msg":"Invalid JSON: expected value at line 1 column 4"}
            """)
    void shouldAnswerWithTheDocumentedErrorWhenTheRequestIsWrong(String request, String error) {
        assertEquals(error, answer(request));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~
            {
            {"method":"SUBSCRIBE","params":["a
            {"method":"SUBSCRIBE","params":["a@trade"]
            """)
    void shouldAnswerWithCodeThreeWhenTheJsonIsCut(String request) {
        assertTrue(answer(request).startsWith("{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column "));
    }

    @Test
    void shouldNameTheVariantsWhenTheMethodIsUnknown() {
        String text = answer("{\"method\":\"subscribe\",\"params\":[],\"id\":1}");

        assertEquals(
                "{\"code\":2,\"msg\":\"Invalid request: unknown variant `subscribe`, " + VARIANTS
                        + " at line 1 column 21\"}",
                text);
    }

    @Test
    void shouldEscapeTheMethodWhenItHoldsQuotes() {
        assertTrue(answer("{\"method\":\"a\\\"b\",\"id\":1}").contains("unknown variant `a\\\"b`"));
    }

    @Test
    void shouldIgnoreUnknownKeysWhenTheRestIsValid() {
        String text = answer("{\"x\":{\"method\":\"no\",\"y\":[1]},\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");

        assertEquals("{\"result\":[],\"id\":1}", text);
    }

    @Test
    void shouldListWhatIsLeftWhenSomeStreamsAreUnsubscribed() {
        session.onText("{\"method\":\"SUBSCRIBE\",\"params\":[\"b@trade\",\"a@trade\",\"nonsense\"],\"id\":1}");
        Reply reply = session.onText("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"b@trade\",\"never@trade\"],\"id\":2}");

        assertEquals("{\"result\":null,\"id\":2}", reply.text());
        assertEquals(List.of("b@trade"), reply.left());
        assertEquals(
                "{\"result\":[\"a@trade\",\"nonsense\"],\"id\":3}",
                answer("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}"));
    }

    @Test
    void shouldEnterAStreamOnceWhenItIsNamedTwice() {
        Reply reply = session.onText("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@trade\",\"a@trade\"],\"id\":1}");

        assertEquals(List.of("a@trade"), reply.entered());
        assertEquals(
                List.of(),
                session.onText("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@trade\"],\"id\":2}")
                        .entered());
    }

    @Test
    void shouldSwitchToCombinedWhenThePropertyIsSet() {
        String before = answer("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":2}");
        String set = answer("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":5}");

        assertEquals("{\"result\":false,\"id\":2}", before);
        assertEquals("{\"result\":null,\"id\":5}", set);
        assertTrue(session.isCombined());
        assertEquals(
                "{\"result\":true,\"id\":2}",
                answer("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":2}"));
    }

    @Test
    void shouldRefuseTheWholeRequestWhenThereWouldBeMoreThan1024Streams() {
        String first =
                IntStream.range(0, 1_024).mapToObj(i -> "\"s" + i + "@trade\"").collect(Collectors.joining(","));
        answer("{\"method\":\"SUBSCRIBE\",\"params\":[" + first + "],\"id\":1}");

        String again = answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"s1@trade\"],\"id\":2}");
        String more = answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"s1@trade\",\"x@trade\"],\"id\":3}");

        assertEquals("{\"result\":null,\"id\":2}", again);
        assertEquals("{\"code\":4,\"msg\":\"Too many subscriptions\",\"id\":3}", more);
        assertEquals(1_024, session.streams().size());
    }
}
