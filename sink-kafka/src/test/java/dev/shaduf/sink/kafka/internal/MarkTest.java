// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkTest {
    @Test
    void shouldReadWhatItWrites() {
        Mark mark = new Mark(17, 3, 4);

        assertThat(Mark.of("a-group", 17, mark.metadata())).isEqualTo(mark);
    }

    @Test
    void shouldNameTheGroupInWhichSomebodyElseHasCommitted() {
        assertThatThrownBy(() -> Mark.of("shaduf-1-counts", 42, "not ours"))
                .hasMessageContaining("shaduf-1-counts")
                .hasMessageContaining("42")
                .hasMessageContaining("not ours")
                .hasMessageContaining("somebody else commits in this group");
    }
}
