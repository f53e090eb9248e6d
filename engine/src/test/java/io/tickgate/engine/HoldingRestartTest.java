package io.tickgate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickgate.input.InputPublisher;
import io.tickgate.market.HoldingCommands;
import io.tickgate.market.MarketHarness;
import io.tickgate.publish.PortfolioView;
import io.tickgate.record.HoldingFlyweight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holdings outlive the process that took them. */
@Timeout(60)
class HoldingRestartTest {
    @TempDir
    Path folder;

    @TempDir
    Path copied;

    private static String text(Engine engine, String user) {
        PortfolioView view = engine.published().holdings().of("tenant", user);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < view.size(); i++) {
            text.append(view.instrumentId(i))
                    .append('=')
                    .append(view.amountE8(i))
                    .append(' ');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"0, shared", "5, shared", "1000, shared", "0, dedicated", "1000, dedicated"})
    void shouldHaveWhatTheJournalHasHoweverManyDecisionsACrashLeft(int decisionsKept, String threads) {
        MarketHarness run = MarketHarness.started().defineStream(2, 2).clock();
        new HoldingCommands(run)
                .set("ann", 1, 5)
                .set("ann", 2, 6)
                .set("bob", 2, 7)
                .set("ann", 1, 0)
                .set("ann", 99, 8)
                .set("tenant", "ann", 2, 9, run.now() - 3 * MarketHarness.S);
        EngineFixture.write(folder, run, decisionsKept);

        Engine engine = EngineFixture.start(folder, threads);
        String ann = text(engine, "ann");
        String bob = text(engine, "bob");
        engine.close();
        JournalReplay replay = JournalReplay.run(folder, count -> {});

        assertEquals("2=6 ", ann);
        assertEquals("2=7 ", bob);
        assertEquals(0, replay.unrecorded());
        assertEquals(engine.summary().stateHash(), replay.stateHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void shouldHaveWhatWasAnsweredWhenTheProcessIsKilled(String threads) throws Exception {
        Engine killed = EngineFixture.start(folder, threads);
        int answered = 300;
        CountDownLatch answers = new CountDownLatch(answered);
        for (int i = 1; i <= answered; i++) {
            send(killed, i, answers);
        }
        assertEquals(true, answers.await(20, TimeUnit.SECONDS));
        EngineFixture.copy(folder, copied);
        String before = text(killed, "ann");
        killed.close();

        Engine engine = EngineFixture.start(copied, threads);
        String after = text(engine, "ann");
        engine.close();
        JournalReplay replay = JournalReplay.run(copied, count -> {});

        assertEquals("1=299 2=300 ", before);
        assertEquals(before, after);
        assertEquals(0, replay.unrecorded());
        assertEquals(engine.summary().stateHash(), replay.stateHash());
    }

    private static void send(Engine engine, int number, CountDownLatch answers) {
        InputPublisher publisher = engine.newPublisher();
        engine.published().holdings().await(number, answer -> answers.countDown());
        new HoldingFlyweight()
                .wrap(publisher.scratch())
                .begin(engine.clock().nowEpochNs(), bytes("tenant"), bytes("ann"))
                .commandIdLow(number)
                .instrumentId(2 - number % 2)
                .amountE8(number);
        publisher.publish();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
