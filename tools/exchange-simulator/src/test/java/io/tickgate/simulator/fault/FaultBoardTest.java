package io.tickgate.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.simulator.fault.FaultBoard.Silence;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FaultBoardTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final AtomicLong clockNs = new AtomicLong(-5);
    private final FaultBoard board = new FaultBoard(clockNs::get);

    @Test
    void shouldBeSilentUntilTheEndWhenASymbolIsSilenced() {
        board.add(Fault.silence(2, "BTCUSDT", false));

        assertEquals(Silence.PAUSED, board.silenceOf("BTCUSDT"));
        assertEquals(Silence.NONE, board.silenceOf("ETHUSDT"));
        clockNs.addAndGet(2 * SECOND_NS - 1);
        assertEquals(Silence.PAUSED, board.silenceOf("BTCUSDT"));
        clockNs.incrementAndGet();
        assertEquals(Silence.NONE, board.silenceOf("BTCUSDT"));
        assertTrue(board.active().isEmpty());
    }

    @Test
    void shouldLoseDataWhenASymbolIsSilentInBothWays() {
        board.add(Fault.silence(2, null, true));
        board.add(Fault.silence(5, "BTCUSDT", false));

        assertEquals(Silence.TRADING, board.silenceOf("BTCUSDT"));
        clockNs.addAndGet(3 * SECOND_NS);
        assertEquals(Silence.PAUSED, board.silenceOf("BTCUSDT"));
        assertEquals(Silence.NONE, board.silenceOf("ETHUSDT"));
    }

    @Test
    void shouldShowWhatIsLeftWhenFaultsAreActive() {
        board.add(Fault.refuse(10));
        board.add(Fault.gap(3, null));
        clockNs.addAndGet(4 * SECOND_NS);

        assertEquals(Fault.refuse(10), board.upgradeRefusal());
        assertEquals(6 * SECOND_NS, board.active().get(0).leftNs());
        assertEquals(Fault.gap(3, null), board.active().get(1).fault());
        assertEquals(Fault.gap(3, null), board.poll());
        assertNull(board.poll());
    }

    @Test
    void shouldEndEverythingWhenCleared() {
        board.add(Fault.refuse(10));
        board.add(Fault.silence(10, null, false));
        board.add(Fault.garbage(3, null));

        assertEquals(3, board.clear());

        assertNull(board.upgradeRefusal());
        assertEquals(Silence.NONE, board.silenceOf("BTCUSDT"));
        assertNull(board.poll());
    }

    @Test
    void shouldRefuseWhenTooManyWaitForTheSource() {
        for (int i = 0; i < 64; i++) {
            board.add(Fault.gap(1, null));
        }

        assertThrows(IllegalStateException.class, () -> board.add(Fault.gap(1, null)));
        board.add(Fault.refuse(1));
    }

    @Test
    void shouldRefuseWhenTooManySymbolsAreSilent() {
        for (int i = 0; i < 1_024; i++) {
            board.add(Fault.silence(1, "S" + i, false));
        }

        assertThrows(IllegalStateException.class, () -> board.add(Fault.silence(1, "ONEMORE", false)));
        clockNs.addAndGet(SECOND_NS);
        board.add(Fault.silence(1, "ONEMORE", false));
    }
}
