// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetiredTest {
    private final Retired retired = new Retired(() -> false);
    private final List<String> freed = new ArrayList<>();

    @Test
    void shouldFreeAtOnceWhatNoJobCanAskFor() {
        retired.end(retired.begin());

        retired.add(() -> freed.add("a"));

        assertThat(freed).containsExactly("a");
    }

    @Test
    void shouldWaitForTheJobsThatBeganBefore() {
        long first = retired.begin();
        long second = retired.begin();
        retired.add(() -> freed.add("a"));
        retired.begin();

        retired.end(first);
        assertThat(freed).isEmpty();
        retired.end(second);

        assertThat(freed).containsExactly("a");
    }

    @Test
    void shouldKeepWhatALaterJobMayAskFor() {
        long first = retired.begin();
        retired.add(() -> freed.add("a"));
        long second = retired.begin();
        retired.add(() -> freed.add("b"));

        retired.end(first);
        assertThat(freed).containsExactly("a");
        retired.end(second);

        assertThat(freed).containsExactly("a", "b");
    }
}
