package io.tickgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void shouldFindTheNameWithTheFewestChanges() {
        List<String> names = List.of("gateway.host", "gateway.port", "redis.url");

        String nearest = NearestName.of("gatway.prt", names);

        assertEquals("gateway.port", nearest);
    }

    @Test
    void shouldCountChangedLeftOutAndAddedLetters() {
        assertEquals(3, NearestName.distance("kitten", "sitting"));
        assertEquals(0, NearestName.distance("same", "same"));
        assertEquals(4, NearestName.distance("", "four"));
    }
}
