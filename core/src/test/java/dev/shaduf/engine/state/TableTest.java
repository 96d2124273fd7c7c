// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table();

    @Test
    void shouldFindEveryKeyAfterGrowing() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            entries.add(table.insert(i, Table.hash(i)));
        }
        for (int i = 0; i < 100_000; i++) {
            if (table.find(i, Table.hash(i)) != entries.get(i)) {
                fail("key " + i + " was not found");
            }
        }
        assertThat(table.find(100_000, Table.hash(100_000))).isNull();
    }

    @Test
    void shouldStayNearlyAsSmallAsItsKeysWhenKeysComeAndGo() {
        ArrayDeque<Entry> present = new ArrayDeque<>();
        for (int i = 0; i < 200_000; i++) {
            present.add(table.insert(i, Table.hash(i)));
            if (present.size() > 1_000) {
                table.remove(present.remove());
            }
        }
        assertThat(table.entries().length).isLessThanOrEqualTo(4_096);
    }

    @Test
    void shouldShrinkWhenKeysAreRemoved() {
        ArrayDeque<Entry> present = new ArrayDeque<>();
        for (int i = 0; i < 100_000; i++) {
            present.add(table.insert(i, Table.hash(i)));
        }
        while (present.size() > 10) {
            table.remove(present.remove());
        }
        assertThat(table.entries().length).isLessThanOrEqualTo(256);
        assertThat(present)
                .allSatisfy(
                        entry -> assertThat(table.find(entry.key, entry.hash)).isSameAs(entry));
    }

    @Test
    void shouldNotCrowdTheKeysOfOnePartitionOfMany() {
        int longest = 0;
        for (int i = 0; i < 1_000_000; i++) {
            if (Math.floorMod(Table.hash(i), 64) == 5) {
                table.insert(i, Table.hash(i));
            }
        }
        int run = 0;
        for (Entry entry : table.entries()) {
            run = entry == null ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        assertThat(longest).isLessThan(100);
    }

    @Test
    void shouldKeepKeysWithOneHashApart() {
        Entry a = table.insert("a", 7);
        Entry b = table.insert("b", 7);
        Entry c = table.insert("c", 7);
        table.remove(b);
        assertThat(table.find("a", 7)).isSameAs(a);
        assertThat(table.find("b", 7)).isNull();
        assertThat(table.find("c", 7)).isSameAs(c);
    }
}
