package io.tickgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleChangeTest {
    @ParameterizedTest
    @CsvSource({
        "health.critical=2s, '', critical, 2000000000, 10s, 10000000000",
        "health.skew-past = 1m, '', skew-past, 60000000000, 5s, 5000000000",
        "markets.a-1.touch-notional-min=12.5, a-1, touch-notional-min, 1250000000, 0.5, 50000000",
        "markets.a-1.open-bets-max=7, a-1, open-bets-max, 7, 9, 9",
        "markets.a-1.touch=crossed, a-1, touch, 2, inside, 1",
        "markets.a-1.bounds=half-open, a-1, bounds, 2, closed, 1",
        "markets.lead.lead=250ms, lead, lead, 250000000, 1s, 1000000000"
    })
    void shouldReadPropertiesOfRules(
            String assignment, String market, String field, long value, String otherText, long other) {
        RuleChange change = RuleChange.read(List.of(assignment)).get(0);

        assertEquals(market, change.market());
        assertEquals(field, change.field());
        assertEquals(value, change.value());
        assertEquals(otherText, change.textOf(other));
    }

    @ParameterizedTest
    @CsvSource({
        "health.critcal=2s, nearest is health.critical",
        "health.skew=2s, nearest is health.skew-past",
        "markets.a.deadlin=2s, nearest is markets.a.deadline",
        "markets.a.venue=coinbase, cannot be changed in a replay",
        "market.a.lead=2s, nearest is markets.NAME.lead",
        "engine.ring-size=1024, 'there are health.degraded, health.critical'",
        "health.critical=2, allowed is 100ms .. 1h",
        "health.critical=2h, allowed is 100ms .. 1h",
        "markets.a.stake-min=0, allowed is 1 .. 1000000000000000",
        "markets.a.touch=outside, allowed is inside | crossed",
        "health.critical, write property=value",
        "=2s, write property=value"
    })
    void shouldSayWhatIsWrong(String assignment, String part) {
        ConfigurationException wrong =
                assertThrows(ConfigurationException.class, () -> RuleChange.read(List.of(assignment)));

        assertEquals(1, wrong.problems().size());
        assertTrue(wrong.problems().get(0).contains(part), wrong.problems().get(0));
    }

    @Test
    void shouldNameAllThatIsWrongAtOnce() {
        List<String> assignments = List.of("health.critical=2s", "health.critical=3s", "x=1");

        ConfigurationException wrong = assertThrows(ConfigurationException.class, () -> RuleChange.read(assignments));

        assertEquals(2, wrong.problems().size(), wrong.getMessage());
        assertEquals("health.critical: is there twice", wrong.problems().get(0));
    }
}
