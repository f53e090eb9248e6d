package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final List<String> COMMANDS =
            List.of("demo", "run", "simulate", "replay", "stat", "verify", "keys", "bench", "version", "help");

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h"})
    void shouldShowAllCommandsWhenNoneIsNamed(String argument) {
        CommandRun run = argument.isEmpty() ? CommandRun.of() : CommandRun.of(argument);

        assertEquals(0, run.code());
        assertAll(COMMANDS.stream().map(name -> () -> assertTrue(run.out().contains("\n  " + name + " "), name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run", "simulate", "replay", "stat", "verify", "keys", "bench", "version"})
    void shouldShowUsageWhenACommandIsAskedForHelp(String command) {
        CommandRun option = CommandRun.of(command, "--help");
        CommandRun word = CommandRun.of("help", command);

        assertEquals(0, option.code());
        assertTrue(option.out().startsWith("Usage: tickgate " + command), option.out());
        assertEquals(option, word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dem                          | unknown command 'dem'; did you mean demo?",
                "xyzzy                        | unknown command 'xyzzy'; there are demo, run, simulate",
                "help dem                     | unknown command 'dem'; did you mean demo?",
                "demo --prt 1                 | unknown option '--prt'; there are --config, -D, --port",
                "demo elsewhere               | unexpected argument 'elsewhere'",
                "demo --port 65536            | '--port': 65536 is no port; ports are 0 to 65535",
                "run --port -1                | '--port': -1 is no port; ports are 0 to 65535",
                "run --port eighty            | 'eighty' is no whole number",
                "demo --rate 0                | '--rate': 0; allowed are 1 to 50000",
                "demo --simulator-port 70000  | '--simulator-port': 70000 is no port",
                "simulate --symbols BTCUSDT,X | unknown symbol X; known are [BTCUSDT, ETHUSDT",
                "simulate --rate 0.01         | eventsPerSecond must be from 0.1 to 200000",
                "simulate --venue kraken      | unknown venue kraken; venues are [binance, coinbase, coincap]",
                "simulate --venue coinbase:x  | x is no port; ports are 0 to 65535",
                "simulate --venue coincap --replay f | a replay is for binance alone",
                "simulate --speed 10          | name it with --replay FILE",
                "simulate --replay f --speed 0| speed must be max or from 1 to 1000: 0",
                "replay --journal f --until x | 'x' is no whole number",
                "replay                       | Missing required option: '--journal=DIR'",
                "stat                         | Name one data folder: stat --data DIR",
                "stat --data a b              | Name one data folder: stat --data DIR"
            })
    void shouldSayWhatIsRightWhenAnOptionIsWrong(String line, String expected) {
        CommandRun run = CommandRun.of(line.trim().split(" +"));

        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().startsWith("tickgate: "), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(run.err().contains("All that is possible: tickgate"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void shouldShowUsageAsAnErrorWhenKeysIsNotToldWhatToDo() {
        CommandRun run = CommandRun.of("keys");

        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("Usage: tickgate keys"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run"})
    void shouldRefuseAPortOfTheConfigurationThatIsNone(String command) {
        CommandRun run = CommandRun.of(command, "-D", "gateway.port=abc");

        assertEquals(1, run.code());
        assertTrue(run.err().contains("gateway.port"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve", "export"})
    void shouldSayWhatATimeIs(String command) {
        assertTrue(CommandRun.of("help", command).out().contains("A TIME is in milliseconds"), command);
    }

    @Test
    void shouldNameEveryProblemWhenTheConfigurationIsWrong(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("my.conf"), "engine.ring-size = 5\nredis.batch-max = 0\n");

        CommandRun run = CommandRun.of("run", "--config", file.toString(), "-D", "gatway.port=1");

        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("tickgate: the configuration cannot be used:"), run.err());
        assertTrue(run.err().contains("gatway.port (command line): is unknown; nearest is gateway.port"), run.err());
        assertTrue(run.err().contains("engine.ring-size = 5"), run.err());
        assertTrue(run.err().contains("redis.batch-max = 0"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay --journal %s", "replay --json --journal %s", "stat %s", "stat --json --data %s"})
    void shouldSayWhereThereIsNoJournal(String line, @TempDir Path folder) {
        CommandRun run = CommandRun.of(String.format(line, folder).split(" "));

        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("tickgate: There is no journal in " + folder), run.err());
        assertFalse(run.err().contains("\tat "), "no stack trace unless asked for: " + run.err());
    }

    @Test
    void shouldSayThatARecordingIsMissing(@TempDir Path folder) {
        Path missing = folder.resolve("none.jsonl");

        CommandRun run = CommandRun.of("simulate", "--replay", missing.toString());

        assertEquals(1, run.code());
        assertEquals(
                "tickgate: the recording " + missing + " cannot be read.",
                run.err().trim());
    }

    @Test
    void shouldShowVersionCommitAndJava() {
        CommandRun run = CommandRun.of("version");

        assertEquals(0, run.code());
        assertTrue(
                run.out().matches("(?s)tickgate +\\d+\\.\\d+\\.\\d+\\S*\\R+commit +\\S+\\R+java +\\d+.*"), run.out());
        assertEquals(run.out(), CommandRun.of("--version").out());
    }

    @Test
    void shouldSendBenchToTheLauncher() {
        CommandRun run = CommandRun.of("bench");

        assertEquals(1, run.code());
        assertTrue(run.err().contains("./tickgate bench"), run.err());
    }

    @Test
    void shouldNeverBeginTradeIdsBelowThoseOfTheRunBefore() {
        long startMs = 1_800_000_000_000L;
        int eventsPerSecond = 100;
        long ranMs = 60_000;

        long first = DemoCommand.initialTradeId(startMs, eventsPerSecond);
        long next = DemoCommand.initialTradeId(startMs + ranMs, eventsPerSecond);

        long idsTaken = ranMs / 1_000 * eventsPerSecond * 21 / 2 / 8;
        assertTrue(next > first + idsTaken, "the quotes of one of eight instruments take " + idsTaken + " ids");
        assertTrue(DemoCommand.initialTradeId(startMs, 50_000) < 1_000_000_000_000_000L, "the simulator's limit");
    }
}
