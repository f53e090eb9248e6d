package io.tickgate.simulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickgate.simulator.binance.ConnectTarget.BadTargetException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/ws,             '',          '',          false, false",
        "/ws/,            '',          '',          false, false",
        "/ws/a@trade,     '',          'a@trade',   false, false",
        "/ws/a/b/c,       x,           'a,b,c',     false, false",
        "/ws/a//a/b/,     '',          'a,b',       false, false",
        "/stream,         '',          '',          true,  false",
        "/stream,         'a/b',       'a,b',       true,  false",
    })
    void shouldReadTheStreamsWhenTheUrlNamesThem(
            String path, String streams, String expected, boolean combined, boolean microseconds) throws Exception {
        ConnectTarget target = ConnectTarget.parse(path, List.of(streams), List.of());

        List<String> names = expected.isEmpty() ? List.of() : List.of(expected.split(","));
        assertEquals(new ConnectTarget(names, combined, microseconds), target);
    }

    @ParameterizedTest
    @CsvSource({"MICROSECOND,true", "microsecond,true", "MILLISECOND,false", "millisecond,false"})
    void shouldReadTheUnitWhenItIsKnown(String unit, boolean microseconds) throws Exception {
        assertEquals(
                microseconds,
                ConnectTarget.parse("/ws", List.of(), List.of(unit)).microseconds());
    }

    @Test
    void shouldSayWhatIsWrongWhenTheUrlIsBad() {
        String many = IntStream.range(0, 1_025).mapToObj(i -> "s" + i).collect(Collectors.joining("/"));

        assertThrows(BadTargetException.class, () -> ConnectTarget.parse("/stream", List.of(many), List.of()));
        assertThrows(
                BadTargetException.class, () -> ConnectTarget.parse("/ws/" + "x".repeat(129), List.of(), List.of()));
        assertThrows(BadTargetException.class, () -> ConnectTarget.parse("/ws", List.of(), List.of("Microsecond")));
    }
}
