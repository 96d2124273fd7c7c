// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.internal.plugin.StateStores;
import dev.shaduf.spi.StateStoreProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the local engine takes from the configuration.
 *
 * @param app the application's name, for threads and directories
 * @param parallelism partitions where none are given, if set
 * @param memory bytes for persisted records
 * @param sortMemory bytes for pairs that are being sorted
 * @param stateMemory bytes for states that are on disk too
 * @param states opens stores for states that do not fit in the heap; empty for all in the heap
 * @param directory where records go that do not fit in memory
 * @param closeWait how long closing waits for tasks that do not react to an interrupt
 */
record LocalSettings(
        String app,
        Optional<Long> parallelism,
        long memory,
        long sortMemory,
        long stateMemory,
        Optional<StateStoreProvider> states,
        Path directory,
        Duration closeWait) {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    static LocalSettings of(StreamingConf conf) {
        return new LocalSettings(
                conf.get(StreamingSettings.APP_NAME),
                conf.find(StreamingSettings.DEFAULT_PARALLELISM),
                ofHeap(conf.get(StreamingSettings.STORAGE_FRACTION)),
                ofHeap(conf.get(StreamingSettings.SORT_FRACTION)),
                ofHeap(conf.get(StreamingSettings.STATE_FRACTION)),
                StateStores.find(conf.get(StreamingSettings.STATE_STORE)),
                Path.of(conf.find(StreamingSettings.LOCAL_DIR).orElse(System.getProperty("java.io.tmpdir"))),
                CLOSE_WAIT);
    }

    private static long ofHeap(double fraction) {
        return (long) (fraction * Runtime.getRuntime().maxMemory());
    }
}
