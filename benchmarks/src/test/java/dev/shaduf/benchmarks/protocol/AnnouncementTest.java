// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    @Test
    void shouldReadWhatItPrints() {
        Announcement result = Announcement.of(Kind.RESULT)
                .with("lines", 10)
                .with("top", "a:3,b:2")
                .with(Announcement.AT, 1_700_000_000_000_000L);
        assertThat(result).hasToString("RESULT lines=10 top=a:3,b:2 atMicros=1700000000000000");
        assertThat(Announcement.parse(result.toString())).contains(result);
        assertThat(result.atMicros()).isEqualTo(1_700_000_000_000_000L);
    }

    @Test
    void shouldPassOverOtherOutput() {
        assertThat(Announcement.parse("12:00:01 WARN Something: RESULT lines=1"))
                .isEmpty();
        assertThat(Announcement.parse("RESULTS lines=1")).isEmpty();
        assertThat(Announcement.parse("")).isEmpty();
    }

    @Test
    void shouldTellFirstResultFromResult() {
        assertThat(Announcement.parse("FIRST_RESULT atMicros=5").orElseThrow().kind())
                .isEqualTo(Kind.FIRST_RESULT);
    }

    @Test
    void shouldLeaveMeasurementsOutOfTheOutcome() {
        Announcement result =
                Announcement.parse("RESULT lines=1 p99Micros=3 atMicros=5").orElseThrow();
        assertThat(result.outcome()).isEqualTo(Map.of("lines", "1"));
    }

    @Test
    void shouldRefuseAFieldWithoutValue() {
        assertThatThrownBy(() -> Announcement.parse("RESULT lines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lines'");
    }

    @Test
    void shouldRefuseAValueWithSpaces() {
        assertThatThrownBy(() -> Announcement.of(Kind.RESULT).with("top", "a b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameAMissingField() {
        assertThatThrownBy(() -> Announcement.of(Kind.RESULT).number("lines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lines'");
    }
}
