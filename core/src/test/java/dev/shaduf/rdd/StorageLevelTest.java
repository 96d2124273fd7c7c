// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StorageLevelTest {
    @Test
    void shouldKeepNothingOnlyWithoutMemoryAndDisk() {
        assertThat(StorageLevel.NONE.keeps()).isFalse();
        assertThat(StorageLevel.MEMORY_ONLY.keeps()).isTrue();
        assertThat(StorageLevel.DISK_ONLY.keeps()).isTrue();
    }

    @Test
    void shouldRefuseNoCopies() {
        assertThatThrownBy(() -> new StorageLevel(true, true, true, 0))
                .hasMessage("a storage level with 0 copies: at least 1 is needed");
    }
}
