// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.Origin;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OriginsTest {
    private static final Origin STREAM = new Origin("transform", "Program.java:7");

    @Test
    void shouldFindTheLineOfTheCaller() {
        int line = new Throwable().getStackTrace()[0].getLineNumber();
        assertThat(Origins.here("map")).isEqualTo(new Origin("map", "OriginsTest.java:" + (line + 1)));
    }

    @Test
    void shouldFindTheProgramBehindFramesOfTheJdk() {
        List<Origin> origins = Stream.of("map", "filter").map(Origins::here).toList();
        assertThat(origins).allSatisfy(origin -> assertThat(origin.site()).startsWith("OriginsTest.java:"));
    }

    @Test
    void shouldTakeTheOriginThatIsSet() throws Exception {
        assertThat(Origins.within(STREAM, () -> Origins.here("map"))).isEqualTo(STREAM);
    }

    @Test
    void shouldGoBackToTheOriginBefore() throws Exception {
        Origin inner = new Origin("foreachRDD", "Program.java:9");
        Origins.within(STREAM, () -> {
            assertThat(Origins.within(inner, () -> Origins.here("map"))).isEqualTo(inner);
            assertThat(Origins.here("map")).isEqualTo(STREAM);
            return true;
        });
        assertThat(Origins.here("map").operator()).isEqualTo("map");
    }

    @Test
    void shouldGoBackAlsoAfterAFailure() {
        assertThatThrownBy(() -> Origins.within(STREAM, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class);
        assertThat(Origins.here("map")).isNotEqualTo(STREAM);
    }
}
