// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchIdTest {
    private static final UUID STREAM = new UUID(1, 2);

    @Test
    void shouldPrintStreamAndNumberAsOneFileName() {
        assertThat(new BatchId(STREAM, 42)).hasToString("00000000-0000-0001-0000-000000000002-42");
    }

    @Test
    void shouldFollowTheNumberWithinAStream() {
        assertThat(new BatchId(STREAM, 9)).isLessThan(new BatchId(STREAM, 10));
        assertThat(new BatchId(STREAM, 9)).isNotEqualByComparingTo(new BatchId(new UUID(1, 3), 9));
    }
}
