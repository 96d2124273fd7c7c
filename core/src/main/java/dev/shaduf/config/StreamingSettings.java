// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of the core. */
public final class StreamingSettings {
    /** Chooses the engine. */
    public static final Setting<String> MASTER = Setting.text(
            "shaduf.master",
            "local[*]",
            "Engine to run on: local, local[n], local[*], local[n,m] (m attempts of a task), or a cluster such as"
                    + " spark://host:port (artifact shaduf-engine-spark)");
    /** Names the application. */
    public static final Setting<String> APP_NAME =
            Setting.text("shaduf.app.name", "shaduf", "Name in logs, thread names and statistics");
    /** Partitions of shuffles where none are given. */
    public static final Setting<Long> DEFAULT_PARALLELISM = Setting.number(
            "shaduf.default.parallelism",
            null,
            1,
            100_000,
            "Partitions of a shuffle where none are given; the cores of the engine unless set");
    /** Time a graceful stop may take. */
    public static final Setting<Duration> STOP_TIMEOUT = Setting.duration(
            "shaduf.stop.timeout",
            Durations.seconds(25),
            "Longest time of a graceful stop; what is left then is interrupted and reported");
    /** Whether SIGTERM and Ctrl-C stop gracefully. */
    public static final Setting<Boolean> STOP_ON_SHUTDOWN = Setting.flag(
            "shaduf.stop.on.shutdown",
            true,
            "Whether the end of the JVM (SIGTERM, Ctrl-C) stops the context gracefully");
    /** How blocks are cut. */
    public static final Setting<Duration> BLOCK_INTERVAL = Setting.duration(
            "shaduf.block.interval",
            Durations.milliseconds(200),
            "Longest time between two blocks of a receiver; never longer than the batch interval");
    /** How many stored blocks wait to be acknowledged. */
    public static final Setting<Long> BLOCK_QUEUE_SIZE = Setting.number(
            "shaduf.block.queue.size",
            10L,
            1,
            100_000,
            "Completed blocks whose acknowledgement to the peer may be outstanding before a receiver waits");
    /** Bytes a receiver may have stored and not yet processed. */
    public static final Setting<Long> RECEIVER_MAX_BYTES = Setting.notZero(Setting.bytes(
            "shaduf.receiver.max.bytes",
            512L << 20,
            "Bytes, as estimated, that a receiver may have stored and not yet processed before it waits; what the memory has no"
                    + " room for is on disk where the storage level allows it"));
    /** Fixed upper limit of the rate of an input. */
    public static final Setting<Long> RECEIVER_MAX_RATE = Setting.number(
            "shaduf.receiver.max.rate",
            0L,
            0,
            Long.MAX_VALUE,
            "Records per second of one receiver or source at most, over several batches where that is less than one in each; 0 for"
                    + " no fixed limit");
    /** Pause before a receiver starts again. */
    public static final Setting<Duration> RECEIVER_RESTART_DELAY = Setting.duration(
            "shaduf.receiver.restart.delay",
            Durations.milliseconds(2_000),
            "Pause before a receiver that asked for a restart starts again");
    /** Time after which a blocking onStart is reported. */
    public static final Setting<Duration> RECEIVER_START_TIMEOUT = Setting.duration(
            "shaduf.receiver.start.timeout",
            Durations.seconds(10),
            "Time after which a receiver that blocks in onStart or onStop is reported as an error");
    /** Whether rates follow what is processed. */
    public static final Setting<Boolean> BACKPRESSURE =
            Setting.flag("shaduf.backpressure.enabled", true, "Whether input rates follow the speed of processing");
    /** Rate of the first batches. */
    public static final Setting<Long> INITIAL_RATE = Setting.number(
            "shaduf.backpressure.initial.rate",
            10_000L,
            1,
            Long.MAX_VALUE,
            "Records per second and lane of the first batches; grows to the speed shown while a batch takes less than half its"
                    + " interval");
    /** Proportional term. */
    public static final Setting<Double> PID_PROPORTIONAL = Setting.decimal(
            "shaduf.backpressure.pid.proportional", 1.0, 0, 1_000, "Weight of the present error of the rate");
    /** Integral term. */
    public static final Setting<Double> PID_INTEGRAL = Setting.decimal(
            "shaduf.backpressure.pid.integral", 0.2, 0, 1_000, "Weight of the accumulated error of the rate");
    /** Derivative term. */
    public static final Setting<Double> PID_DERIVED = Setting.decimal(
            "shaduf.backpressure.pid.derived", 0.0, 0, 1_000, "Weight of the change of the error of the rate");
    /** Lowest rate. */
    public static final Setting<Double> PID_MIN_RATE = Setting.decimal(
            "shaduf.backpressure.pid.min.rate",
            100,
            0.001,
            1e12,
            "Records per second below which back-pressure never goes");
    /** Whether what a stream no longer needs is forgotten. */
    public static final Setting<Boolean> UNPERSIST = Setting.flag(
            "shaduf.unpersist", true, "Whether records persisted by streams are forgotten once no window needs them");
    /** Attempts of a batch. */
    public static final Setting<Long> BATCH_ATTEMPTS =
            Setting.number("shaduf.batch.attempts", 3L, 1, 1_000, "Attempts of a batch before it has failed");
    /** Pause between two attempts of a batch. */
    public static final Setting<Duration> BATCH_BACKOFF = Setting.duration(
            "shaduf.batch.backoff",
            Durations.milliseconds(200),
            "Pause before a batch is tried again; doubles with each attempt");
    /** What every output must reach. */
    public static final Setting<ProcessingGuarantee> PROCESSING_GUARANTEE = Setting.choice(
            "shaduf.processing.guarantee",
            ProcessingGuarantee.STRONGEST,
            "What every output must reach, print and consoles aside; a program with an output that cannot is refused at the start");
    /** What happens to a batch that has failed. */
    public static final Setting<FailurePolicy> BATCH_FAILURE = Setting.choice(
            "shaduf.batch.failure",
            FailurePolicy.STOP,
            "What happens when the last attempt of a batch has failed: the context stops, or what failed is skipped and recorded");
    /** Whether what earlier runs skipped is replayed. */
    public static final Setting<Boolean> REPLAY_SKIPPED = Setting.flag(
            "shaduf.replay.skipped",
            false,
            "Whether batches that earlier runs skipped are replayed from the start, as by replaySkipped()");
    /** Skipped batches. */
    public static final Setting<Long> SKIPPED_MAX = Setting.number(
            "shaduf.skipped.max",
            10_000L,
            1,
            Integer.MAX_VALUE,
            "Skipped batches that may wait to be replayed or dropped; one more stops the context");
    /** What happens to times that were passed over. */
    public static final Setting<Overrun> OVERRUN = Setting.choice(
            "shaduf.overrun",
            Overrun.CATCH_UP,
            "What happens to batch times passed over while all waiting places are taken");
    /** Records set aside. */
    public static final Setting<Long> DEAD_LETTERS_MAX = Setting.number(
            "shaduf.dead.letters.max",
            10_000L,
            1,
            Integer.MAX_VALUE,
            "Records that a task of an operator with dead letters may set aside in a batch before it fails");
    /** Memory for persisted records. */
    public static final Setting<Double> STORAGE_FRACTION = Setting.decimal(
            "shaduf.storage.fraction",
            0.4,
            0,
            0.9,
            "Share of the heap for persisted records; beyond it they go to disk or are dropped, by their storage level");
    /** Memory for sorting. */
    public static final Setting<Double> SORT_FRACTION = Setting.decimal(
            "shaduf.sort.fraction",
            0.2,
            0,
            0.9,
            "Share of the heap for records that are being sorted; beyond it they go to disk");
    /** Directory for what does not fit in memory. */
    public static final Setting<String> LOCAL_DIR = Setting.text(
            "shaduf.local.dir",
            null,
            "Directory for persisted and sorted records and states that do not fit in memory; the system's temporary directory unless set");
    /** Where states are. */
    public static final Setting<String> STATE_STORE = Setting.text(
            "shaduf.state.store",
            "heap",
            "Where states are: heap, or disk (artifact shaduf-state-disk), which holds in the heap only what batches in flight"
                    + " touch and what was used last");
    /** Memory for states on disk. */
    public static final Setting<Double> STATE_FRACTION = Setting.decimal(
            "shaduf.state.fraction",
            0.2,
            0,
            0.9,
            "With states on disk: share of the heap for keys used last and for the cache of the store");
    /** Classes that state may be of. */
    public static final Setting<String> STATE_SERIALIZABLE_ALLOW = Setting.text(
            "shaduf.state.serializable.allow",
            null,
            "Classes, separated by commas, that Serializable values of states may hold besides those that their fields"
                    + " declare: names, a package as com.acme.*, or with those below it com.acme.**");
    /** Batches kept for statistics. */
    public static final Setting<Long> RETAINED_BATCHES =
            Setting.number("shaduf.retained.batches", 1_000L, 1, 1_000_000, "Completed batches kept for statistics");
    /** Events that may wait for listeners. */
    public static final Setting<Long> LISTENER_QUEUE_SIZE = Setting.number(
            "shaduf.listener.queue.size",
            10_000L,
            1,
            10_000_000,
            "Events that may wait for listeners; beyond it events are dropped and counted");
    /** Whether JMX beans are registered. */
    public static final Setting<Boolean> JMX =
            Setting.flag("shaduf.jmx.enabled", true, "Whether JMX beans are registered");

    private static final List<Setting<?>> OWN = List.of(
            MASTER,
            APP_NAME,
            DEFAULT_PARALLELISM,
            STOP_TIMEOUT,
            STOP_ON_SHUTDOWN,
            BLOCK_INTERVAL,
            BLOCK_QUEUE_SIZE,
            RECEIVER_MAX_BYTES,
            RECEIVER_MAX_RATE,
            RECEIVER_RESTART_DELAY,
            RECEIVER_START_TIMEOUT,
            BACKPRESSURE,
            INITIAL_RATE,
            PID_PROPORTIONAL,
            PID_INTEGRAL,
            PID_DERIVED,
            PID_MIN_RATE,
            UNPERSIST,
            BATCH_ATTEMPTS,
            BATCH_BACKOFF,
            PROCESSING_GUARANTEE,
            BATCH_FAILURE,
            SKIPPED_MAX,
            REPLAY_SKIPPED,
            OVERRUN,
            DEAD_LETTERS_MAX,
            STORAGE_FRACTION,
            SORT_FRACTION,
            LOCAL_DIR,
            STATE_STORE,
            STATE_FRACTION,
            STATE_SERIALIZABLE_ALLOW,
            RETAINED_BATCHES,
            LISTENER_QUEUE_SIZE,
            JMX);
    private static final List<Setting<?>> ALL = joined(OWN, CheckpointSettings.all());
    /** Sorted, as misspelt keys are answered with the list of those that there are. */
    private static final Map<String, Setting<?>> BY_KEY = byKey(ALL);

    private StreamingSettings() {}

    /**
     * Lists the settings.
     *
     * @return all of them, in the order of the documentation
     */
    public static List<Setting<?>> all() {
        return ALL;
    }

    static Map<String, Setting<?>> byKey() {
        return BY_KEY;
    }

    private static List<Setting<?>> joined(List<Setting<?>> own, List<Setting<?>> ofCheckpoints) {
        List<Setting<?>> all = new ArrayList<>(own);
        all.addAll(ofCheckpoints);
        return List.copyOf(all);
    }

    private static Map<String, Setting<?>> byKey(List<Setting<?>> settings) {
        Map<String, Setting<?>> byKey = new TreeMap<>();
        for (Setting<?> setting : settings) {
            byKey.put(setting.key(), setting);
        }
        return Collections.unmodifiableMap(byKey);
    }
}
