package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedisLinkTest {
    private static final byte[] KEY = MirroredInstrument.bytes("k");

    private final EmbeddedRedis redis;
    private final RedisLink link;

    RedisLinkTest(@TempDir Path folder) throws IOException {
        redis = EmbeddedRedis.start(folder);
        link = new RedisLink(redis.address(), 300, 400, "test");
    }

    @AfterEach
    void close() {
        link.drop();
        redis.close();
    }

    @Test
    void shouldGiveOneAnswerACommandWhenOneIsRefused() {
        link.connect();

        List<Object> answers = link.exchange(List.of(
                new RedisCommand(Protocol.Command.SET, KEY, KEY),
                new RedisCommand(Protocol.Command.INCR, KEY),
                new RedisCommand(Protocol.Command.GET, KEY)));

        assertEquals(3, answers.size());
        assertTrue(answers.get(1) instanceof JedisDataException, answers.toString());
        assertArrayEquals(KEY, (byte[]) answers.get(2));
    }

    @Test
    void shouldBeFreedByTheWatchWhenAWriteBlocksOnAStoppedServer() throws Exception {
        link.connect();
        new ProcessBuilder("kill", "-STOP", Long.toString(redis.pid())).start().waitFor();
        byte[] value = new byte[1 << 20];
        List<RedisCommand> tooMuch =
                Collections.nCopies(64, new RedisCommand(Protocol.Command.SET, KEY, value)); // The sockets take 4 MB.
        boolean[] isBrokenOff = new boolean[1];
        Thread watch = new Thread(() -> MirrorRig.await("a stuck write", () -> {
            isBrokenOff[0] |= link.breakOffIfStuck(System.nanoTime());
            return isBrokenOff[0];
        }));

        watch.start();
        long startNs = System.nanoTime();
        assertThrows(JedisException.class, () -> link.exchange(tooMuch));
        long tookMs = (System.nanoTime() - startNs) / MirrorRig.MS;

        watch.join();
        assertTrue(isBrokenOff[0], "ended by itself");
        assertTrue(tookMs >= 800, "broken off after " + tookMs + " ms, before twice the socket timeout");
        new ProcessBuilder("kill", "-CONT", Long.toString(redis.pid())).start().waitFor();
        link.drop();
        link.connect();
        assertTrue(link.isConnected());
    }

    @Test
    void shouldNotBeBrokenOffWhenNothingIsUnderWay() {
        link.connect();

        assertFalse(link.breakOffIfStuck(System.nanoTime() + 3_600_000_000_000L));
    }

    @Test
    void shouldNotBeConnectedWhenTheServerStandsStill() throws Exception {
        new ProcessBuilder("kill", "-STOP", Long.toString(redis.pid())).start().waitFor();

        assertThrows(JedisException.class, link::connect);

        assertFalse(link.isConnected());
        new ProcessBuilder("kill", "-CONT", Long.toString(redis.pid())).start().waitFor();
    }

    @Test
    void shouldNotConnectAgainWhenShutDown() {
        link.shutDown();

        assertThrows(JedisConnectionException.class, link::connect);

        assertFalse(link.isConnected());
    }

    @Test
    void shouldLogInAndNeverShowThePasswordWhenItIsWrong() {
        link.connect();
        byte[] requirepass = MirroredInstrument.bytes("requirepass");
        byte[] set = MirroredInstrument.bytes("SET");
        link.exchange(List.of(
                new RedisCommand(Protocol.Command.CONFIG, set, requirepass, MirroredInstrument.bytes("right/pass"))));
        RedisLink right = new RedisLink(
                RedisAddress.parse("redis://:right%2Fpass@127.0.0.1:" + redis.port() + "/3"), 300, 400, "test");
        RedisLink wrong =
                new RedisLink(RedisAddress.parse("redis://:wr0ng@127.0.0.1:" + redis.port()), 300, 400, "test");

        right.connect();
        JedisException refused = assertThrows(JedisException.class, wrong::connect);

        assertTrue(right.info("server").contains("redis_version"));
        assertFalse(refused.toString().contains("wr0ng"), refused.toString());
        right.drop();
    }
}
