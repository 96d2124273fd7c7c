// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.time.Duration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor needs to know of the configuration.
 *
 * @param appName the name in thread names
 * @param batchInterval the batch interval
 * @param blockInterval the time between two blocks, at most the batch interval
 * @param maxBytes bytes that may be stored and not completed
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
        int acknowledgements,
        double initialRate,
        Duration restartDelay,
        Duration startTimeout,
        @Nullable Path directory) {
    /** Without a word of the user, one receiver gets at most this part of the heap. */
    private static final int HEAP_SHARE = 8;

    /** Reads the settings. */
    public static ReceiverSettings of(StreamingConf conf, Duration batchInterval) {
        return new ReceiverSettings(
                conf.get(StreamingSettings.APP_NAME),
                batchInterval,
                batchInterval.min(conf.get(StreamingSettings.BLOCK_INTERVAL)),
                maxBytes(conf),
                conf.get(StreamingSettings.BLOCK_QUEUE_SIZE).intValue(),
                RateControl.of(conf, batchInterval).rate(),
                conf.get(StreamingSettings.RECEIVER_RESTART_DELAY),
                conf.get(StreamingSettings.RECEIVER_START_TIMEOUT),
                conf.find(StreamingSettings.LOCAL_DIR).map(Path::of).orElse(null));
    }

    private static long maxBytes(StreamingConf conf) {
        long set = conf.get(StreamingSettings.RECEIVER_MAX_BYTES);
        return conf.contains(StreamingSettings.RECEIVER_MAX_BYTES.key())
                ? set
                : Math.min(set, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }
}
