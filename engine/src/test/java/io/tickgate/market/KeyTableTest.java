package io.tickgate.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table of keys against a map; keys of few bits, so that they collide in segment and slot, and runs wrap around. */
class KeyTableTest {
    private record Key(long high, long low) {}

    @Test
    void shouldFindWhatAMapFinds() {
        for (long seed = 0; seed < 50; seed++) {
            BetTable bets = new BetTable();
            KeyTable keys = new KeyTable(bets);
            Map<Key, Integer> model = new HashMap<>();
            Random random = new Random(seed);
            for (int i = 0; i < 2_000; i++) {
                int addedOfTen = i < 1_000 ? 7 : 3;
                Key key = new Key(random.nextInt(2), random.nextInt(24) * 16L + (random.nextBoolean() ? 15 : 0));
                if (random.nextInt(10) < addedOfTen) {
                    if (!model.containsKey(key)) {
                        int place = bets.add();
                        bets.key(place, key.high(), key.low());
                        keys.add(place);
                        model.put(key, place);
                    }
                } else if (!model.isEmpty()) {
                    List<Key> held = new ArrayList<>(model.keySet());
                    int place = model.remove(held.get(random.nextInt(held.size())));
                    keys.remove(place);
                    bets.remove(place);
                }
                assertEquals(model.getOrDefault(key, BetTable.NONE), keys.find(key.high(), key.low()));
            }
            model.forEach((key, place) -> assertEquals(place, keys.find(key.high(), key.low())));
        }
    }
}
