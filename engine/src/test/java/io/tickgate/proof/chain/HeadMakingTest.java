package io.tickgate.proof.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordWriter;
import io.tickgate.proof.keys.KeyFolder;
import io.tickgate.proof.keys.KeyRing;
import io.tickgate.status.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a head says of its time, and what is on disk before it. */
class HeadMakingTest {
    private static final long INTERVAL_NS = 1_000;

    @TempDir
    Path data;

    private RecordWriter writer;
    private RecordLog journal;
    private KeyRing keys;
    private long published;
    private long nowEpochNs = 1;
    private final List<Head> told = new ArrayList<>();
    private Chain chain;
    private ChainAgent agent;

    @BeforeEach
    void open() {
        writer = new RecordWriter(data.resolve("journal"), 1);
        journal = writer.log();
        KeyFolder folder = KeyFolder.of(data, null);
        keys = new KeyRing(folder, 1, Counters.inMemory());
        chain = Chain.open(folder(), journal, folder.secret());
        agent = newAgent();
    }

    private ChainAgent newAgent() {
        return new ChainAgent(
                chain,
                journal,
                () -> published,
                () -> nowEpochNs,
                () -> nowEpochNs,
                keys,
                Counters.inMemory(),
                INTERVAL_NS,
                told::add);
    }

    private Path folder() {
        return data.resolve("chain");
    }

    @AfterEach
    void close() {
        chain.close();
        writer.close();
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            published = writer.trade(1, 100 + i, 1_000_000_000_000L);
        }
    }

    private void takeAll() {
        while (chain.nextSequence() <= published) {
            agent.doWork();
        }
    }

    private Head makeHead() {
        takeAll();
        nowEpochNs += INTERVAL_NS;
        agent.doWork();
        return told.get(told.size() - 1);
    }

    /** The wall's clock, by which keys are rotated, may be ahead of the engine's. */
    @Test
    void shouldMakeNoHeadBeforeTheTimeOfItsKeyNorBeforeTheHeadBefore() {
        write(10);
        makeHead();
        long rotatedEpochNs = nowEpochNs + 50 * INTERVAL_NS;
        KeyFolder.of(data, null).rotate(rotatedEpochNs);
        write(10);
        Head first = makeHead();
        nowEpochNs -= 2 * INTERVAL_NS;
        agent = newAgent();
        write(10);

        Head second = makeHead();

        assertEquals(rotatedEpochNs, first.timeEpochNs());
        assertTrue(second.timeEpochNs() >= first.timeEpochNs());
        for (Head head : List.of(first, second)) {
            assertEquals(keys.key().id(), head.signature().get("key"));
            assertTrue(keys.table().find(keys.key().id()).isValidAt(head.timeEpochNs()));
        }
    }

    /** What a power loss may take must not be published: the files are opened and forced before a head is. */
    @Test
    void shouldMakeNoHeadOverRecordsThatTheDiskDoesNotHave() throws IOException {
        write(10);
        makeHead();
        write(10);
        try (var reader = journal.newReader()) {
            Files.delete(journal.files(reader).get(0).path());
        }
        takeAll();
        nowEpochNs += INTERVAL_NS;

        assertThrows(AgentTerminationException.class, agent::doWork);

        assertEquals(1, told.size());
        assertEquals(10, chain.newest().sequence());
        assertEquals(1, Files.readAllLines(folder().resolve("heads")).size());
    }

    /** A rotation must not be dated before a head that the key before it has signed. */
    @Test
    void shouldTellTheTimeOfTheNewestHeadToOtherProcesses() throws IOException {
        long none = Chain.newestHeadEpochNs(folder());
        for (int i = 0; i < 20; i++) {
            write(1);
            makeHead();
        }
        Files.writeString(folder().resolve("heads"), "{\"head\":{\"firstSeq", StandardOpenOption.APPEND);

        assertEquals(0, none);
        assertEquals(0, Chain.newestHeadEpochNs(data.resolve("nowhere")));
        assertEquals(
                told.get(19).timeEpochNs(), Chain.newestHeadEpochNs(folder()), "a line that is being written is none");
    }
}
