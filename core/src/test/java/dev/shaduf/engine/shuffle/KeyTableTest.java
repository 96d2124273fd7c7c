// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.shaduf.rdd.PortableHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private final KeyTable table = new KeyTable();
    private final Column values = new Column();

    @Test
    void shouldHoldWhatAMapHoldsInOrderOfArrival() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Object, Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < 200_000; i++) {
            Object key = random.nextBoolean() ? random.nextInt(50_000) : "k" + random.nextInt(50_000);
            put(key, i);
            expected.put(key, i);
        }

        assertThat(entries()).as("seed %d", seed).isEqualTo(new ArrayList<>(expected.entrySet()));
    }

    @Test
    void shouldHoldNullAsKeyAndValue() {
        put(null, "nothing");
        put("nothing", null);

        assertThat(values.get(table.find(PortableHash.of(null), null))).isEqualTo("nothing");
        assertThat(values.get(table.find(PortableHash.of("nothing"), "nothing")))
                .isNull();
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void shouldStayFastWhenAllKeysHaveTheSameHash() {
        assertThatCode(() -> assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                    for (int i = 0; i < 1 << 16; i++) {
                        put(colliding(i, 16), i);
                        put(colliding(i, 16), i);
                    }
                }))
                .doesNotThrowAnyException();

        assertThat(table.size()).isEqualTo(1 << 16);
        assertThat(values.get(table.find(PortableHash.of(colliding(77, 16)), colliding(77, 16))))
                .isEqualTo(77);
    }

    /** "Aa" and "BB" have the same hash code, and so have all strings made of them. */
    private static String colliding(int number, int bits) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < bits; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private void put(Object key, Object value) {
        int hash = PortableHash.of(key);
        int at = table.find(hash, key);
        if (at >= 0) {
            values.set(at, value);
        } else {
            values.add(table.add(at, hash, key), value);
        }
    }

    private List<Map.Entry<Object, Object>> entries() {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            assertThat(table.hash(i)).isEqualTo(PortableHash.of(table.key(i)));
            entries.add(Map.entry(table.key(i), values.get(i)));
        }
        return entries;
    }
}
