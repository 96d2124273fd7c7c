// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import java.util.Map;

/** Spark Streaming's spelling of settings that exist here. */
final class SparkKeys {
    private static final Map<String, String> TRANSLATIONS = Map.ofEntries(
            Map.entry("spark.master", "shaduf.master"),
            Map.entry("spark.app.name", "shaduf.app.name"),
            Map.entry("spark.default.parallelism", "shaduf.default.parallelism"),
            Map.entry("spark.streaming.backpressure.enabled", "shaduf.backpressure.enabled"),
            Map.entry("spark.streaming.backpressure.initialRate", "shaduf.backpressure.initial.rate"),
            Map.entry("spark.streaming.backpressure.pid.proportional", "shaduf.backpressure.pid.proportional"),
            Map.entry("spark.streaming.backpressure.pid.integral", "shaduf.backpressure.pid.integral"),
            Map.entry("spark.streaming.backpressure.pid.derived", "shaduf.backpressure.pid.derived"),
            Map.entry("spark.streaming.backpressure.pid.minRate", "shaduf.backpressure.pid.min.rate"),
            Map.entry("spark.streaming.receiver.maxRate", "shaduf.receiver.max.rate"),
            Map.entry("spark.streaming.blockInterval", "shaduf.block.interval"),
            Map.entry("spark.streaming.blockQueueSize", "shaduf.block.queue.size"),
            Map.entry("spark.streaming.receiverRestartDelay", "shaduf.receiver.restart.delay"),
            Map.entry("spark.streaming.unpersist", "shaduf.unpersist"),
            Map.entry("spark.streaming.stopGracefullyOnShutdown", "shaduf.stop.on.shutdown"),
            Map.entry("spark.streaming.gracefulStopTimeout", "shaduf.stop.timeout"),
            Map.entry("spark.streaming.ui.retainedBatches", "shaduf.retained.batches"));

    private SparkKeys() {}

    static String translate(String key) {
        return TRANSLATIONS.getOrDefault(key, key);
    }
}
