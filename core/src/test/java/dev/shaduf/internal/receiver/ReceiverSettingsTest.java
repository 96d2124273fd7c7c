// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverSettingsTest {
    private final StreamingConf conf = new StreamingConf(false);

    @Test
    void shouldHaveItsShareOfTheMemoryHoweverMuchMayWait() {
        conf.set("shaduf.receiver.max.bytes", Long.toString(Long.MAX_VALUE));

        ReceiverSettings settings = ReceiverSettings.of(conf, new Duration(1_000), StorageLevel.MEMORY_AND_DISK, 2);

        assertThat(settings.maxBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings.memoryBytes()).isBetween(1L, Runtime.getRuntime().maxMemory() / 8);
    }

    @Test
    void shouldHoldInMemoryWhatMayWaitAndAsMuchAgain() {
        conf.set("shaduf.receiver.max.bytes", "1m");

        ReceiverSettings settings = ReceiverSettings.of(conf, new Duration(1_000), StorageLevel.MEMORY_AND_DISK, 1);

        assertThat(settings.memoryBytes()).isEqualTo(2L << 20);
    }
}
