package io.tickgate.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://localhost,                    redis://localhost:6379/0",
        "redis://localhost/,                   redis://localhost:6379/0",
        "redis://10.0.0.1:7000/15,             redis://10.0.0.1:7000/15",
        "rediss://r.example:6380,              rediss://r.example:6380/0",
        "redis://[::1]:6379/2,                 redis://[::1]:6379/2",
        "redis://:secret@h,                    redis://:***@h:6379/0",
        "redis://me:secret@h:1/1,              redis://me:***@h:1/1",
        "'  redis://h  ',                      redis://h:6379/0",
    })
    void shouldReadAndMaskWhenWellFormed(String text, String shown) {
        assertEquals(shown, RedisAddress.parse(text).toString());
    }

    @Test
    void shouldDecodeTheLogin() {
        RedisAddress address = RedisAddress.parse("redis://a%40b:p%2F%3A+%25@h");

        assertEquals("a@b", address.user());
        assertEquals("p/:+%", address.password());
    }

    @ParameterizedTest
    @CsvSource({
        "http://h,                    starts with redis://",
        "localhost:6379,              starts with redis://",
        "redis://,                    malformed",
        "redis:///0,                  names no host",
        "redis://u:sec/ret@h,         names no host",
        "redis://u:sec ret@h,         malformed",
        "redis://h:0,                 port 0",
        "redis://h:70000,             port 70000",
        "redis://h/x,                 database \"x\"",
        "redis://h/-1,                database \"-1\"",
        "redis://h/1/2,               database \"1/2\"",
        "redis://u:secret@h?db=1,     behind ?",
    })
    void shouldSayWhatIsWrongWithoutThePasswordWhenMalformed(String text, String why) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> RedisAddress.parse(text));

        assertTrue(thrown.toString().contains(why), thrown.toString());
        assertFalse(thrown.toString().contains("sec"), thrown.toString());
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        RedisAddress address = RedisAddress.of("h", 1);

        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> new MirrorSettings(address, 1, 1, 1, 1, 1, 0));

        assertTrue(thrown.toString().contains("batchMax is 0"), thrown.toString());
    }
}
