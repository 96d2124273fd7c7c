// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void shouldDoubleUpToItsBoundAndVary() {
        Backoff backoff = new Backoff(100, 1_000, new Random(1));

        assertThat(backoff.nextMillis()).isBetween(50L, 100L);
        assertThat(backoff.nextMillis()).isBetween(100L, 200L);
        assertThat(backoff.nextMillis()).isBetween(200L, 400L);
        assertThat(backoff.nextMillis()).isBetween(400L, 800L);
        assertThat(backoff.nextMillis()).isBetween(500L, 1_000L);
        assertThat(backoff.nextMillis()).isBetween(500L, 1_000L).isNotIn(500L, 1_000L);
    }

    @Test
    void shouldStartOverWhenReset() {
        Backoff backoff = new Backoff(100, 1_000, new Random(1));
        backoff.nextMillis();
        backoff.nextMillis();
        backoff.reset();

        assertThat(backoff.nextMillis()).isBetween(50L, 100L);
    }
}
