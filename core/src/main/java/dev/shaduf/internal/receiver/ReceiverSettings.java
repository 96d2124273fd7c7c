// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.time.Duration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor needs to know of the configuration.
 *
 * @param appName the name in thread names
 * @param batchInterval the batch interval
 * @param blockInterval the time between two blocks, at most the batch interval
 * @param maxBytes bytes that may be stored and not completed, in memory or on disk
 * @param memoryBytes bytes of blocks in memory from which on a storage level with a disk uses it
 * @param acknowledgements tokens that may wait to be acknowledged
 * @param initialRate records per second at first
 * @param restartDelay pause before a restart
 * @param startTimeout time after which a blocking call is reported
 * @param directory where blocks on disk are; {@code null} for the system's temporary directory
 */
public record ReceiverSettings(
        String appName,
        Duration batchInterval,
        Duration blockInterval,
        long maxBytes,
        long memoryBytes,
        int acknowledgements,
        double initialRate,
        Duration restartDelay,
        Duration startTimeout,
        @Nullable Path directory) {
    /** All receivers together have at most this part of the heap for their blocks. */
    private static final int HEAP_SHARE = 4;
    /** What waits stays in memory, and as much again that windows still need. */
    private static final int WAITING_AND_KEPT = 2;

    /**
     * Reads the settings.
     *
     * @param conf the configuration
     * @param batchInterval the batch interval
     * @param level where the receiver's blocks are kept
     * @param receivers how many receivers share the heap
     * @return the settings
     */
    public static ReceiverSettings of(StreamingConf conf, Duration batchInterval, StorageLevel level, int receivers) {
        long share = Runtime.getRuntime().maxMemory() / HEAP_SHARE / receivers;
        return new ReceiverSettings(
                conf.get(StreamingSettings.APP_NAME),
                batchInterval,
                batchInterval.min(conf.get(StreamingSettings.BLOCK_INTERVAL)),
                maxBytes(conf, level, share),
                WAITING_AND_KEPT * Math.min(conf.get(StreamingSettings.RECEIVER_MAX_BYTES), share / WAITING_AND_KEPT),
                conf.get(StreamingSettings.BLOCK_QUEUE_SIZE).intValue(),
                RateControl.of(conf, batchInterval).rate(),
                conf.get(StreamingSettings.RECEIVER_RESTART_DELAY),
                conf.get(StreamingSettings.RECEIVER_START_TIMEOUT),
                directory(conf));
    }

    private static @Nullable Path directory(StreamingConf conf) {
        String set = conf.find(StreamingSettings.LOCAL_DIR).orElse(null);
        return set == null ? null : Path.of(set);
    }

    /** What has nowhere to go but memory is held to it, unless the user says otherwise. */
    private static long maxBytes(StreamingConf conf, StorageLevel level, long share) {
        long set = conf.get(StreamingSettings.RECEIVER_MAX_BYTES);
        return level.useDisk() || conf.contains(StreamingSettings.RECEIVER_MAX_BYTES.key())
                ? set
                : Math.min(set, share / WAITING_AND_KEPT);
    }
}
