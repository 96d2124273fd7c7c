// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.sink.jdbc.internal.dialect.Dialects;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Durations;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryTest {
    /** Is set back by an hour while somebody waits, who is woken when as much time has passed as was missing. */
    private static final class SetBack implements Clock {
        private long wall = 1_000_000_000_000L;
        private long passed;
        private int waits;

        @Override
        public long currentTimeMillis() {
            return wall;
        }

        @Override
        public long nanoTime() {
            return passed * 1_000_000;
        }

        @Override
        public void waitUntil(long millis) {
            assertThat(++waits).as("waits").isLessThan(10);
            passed += millis - wall;
            wall -= Durations.minutes(60).milliseconds();
        }
    }

    @Test
    void shouldNotWaitLongerWhenTheClockIsSetBack() throws Exception {
        SetBack clock = new SetBack();
        Tuning tuning = new Tuning(1, 1, 1, 1, 1, Durations.seconds(1), Durations.seconds(1));
        Retry retry = new Retry("x", Dialects.of("ansi"), clock, tuning, Secrets.of(null, null, Map.of()));
        int[] attempts = new int[1];

        retry.run("try", () -> {
            if (++attempts[0] == 1) {
                throw new SQLException("not now", "40001");
            }
            return attempts[0];
        });

        assertThat(attempts[0]).isEqualTo(2);
        assertThat(clock.passed).isBetween(500L, 1_000L);
    }
}
