// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The application of Spark's in this JVM, of which Spark allows one at a time: all engines on one master share it, and the last
 * one ends it.
 */
final class SparkApplication {
    private static final String PREFIX = "spark.";
    private static final String JARS = "spark.jars";
    private static final String NAME = "spark.app.name";
    private static final String MASTER = "spark.master";
    private static final String SERIALIZER = "spark.serializer";
    /** Set by {@code spark-submit}, which ships what it was told to. */
    private static final String SUBMITTED = "spark.submit.deployMode";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What a stream wants of Spark unless the program says something else. */
    private static final Map<String, String> DEFAULTS = Map.of(
            // Streams that share an application take turns.
            "spark.scheduler.mode", "FAIR",
            // A state is where it was; to wait long for a busy executor would cost more than to load it elsewhere.
            "spark.locality.wait", "500ms",
            // Shuffles of batches are many and small: what nobody refers to goes sooner than every half hour.
            "spark.cleaner.periodicGC.interval", "5min");

    private static @Nullable SparkApplication running;

    private final String master;
    private final Map<String, String> settings;
    private final SparkContext context;
    private int users = 1;

    private SparkApplication(String master, Map<String, String> settings, SparkContext context) {
        this.master = master;
        this.settings = settings;
        this.context = context;
    }

    /** Returns the application that runs, or starts one. */
    static synchronized SparkApplication acquire(String master, StreamingConf conf) {
        SparkConf wanted = wanted(master, conf);
        Map<String, String> settings = settings(wanted);
        SparkApplication present = running;
        if (present != null && !present.context.isStopped()) {
            present.share(master, settings);
            return present;
        }
        SparkApplication started = new SparkApplication(master, settings, start(master, wanted));
        running = started;
        return started;
    }

    SparkContext context() {
        return context;
    }

    /** Ends the application with its last user. */
    void release() {
        synchronized (SparkApplication.class) {
            users--;
            if (users > 0) {
                return;
            }
            if (running == this) {
                running = null;
            }
            stop(context);
        }
    }

    /** An interrupt would end this half way, and leave an application in this JVM that nobody can end. */
    private static void stop(SparkContext context) {
        boolean interrupted = Thread.interrupted();
        try {
            context.stop();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void share(String wanted, Map<String, String> with) {
        if (!master.equals(wanted) || !settings.equals(with)) {
            throw new IllegalArgumentException("a Spark application runs in this JVM already, on " + master
                    + "; Spark allows one at a time, so another context needs the same master, not " + wanted
                    + ", and the same spark.* settings; those that differ are " + differing(with));
        }
        users++;
    }

    /** Names settings, without their values, as some are passwords. */
    private List<String> differing(Map<String, String> with) {
        return Stream.concat(settings.keySet().stream(), with.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(settings.get(key), with.get(key)))
                .sorted()
                .toList();
    }

    /** Returns what the program sets, over what {@code spark-submit} and system properties do, over our own. */
    static SparkConf wanted(String master, StreamingConf conf) {
        SparkConf spark = new SparkConf();
        DEFAULTS.forEach(spark::setIfMissing);
        conf.getAll().forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                spark.set(key, value);
            }
        });
        // The program's word goes before what spark-submit calls it, which is the name of its main class.
        conf.find(StreamingSettings.APP_NAME).ifPresent(spark::setAppName);
        spark.setIfMissing(NAME, conf.get(StreamingSettings.APP_NAME));
        // What Spark keeps and moves for us writes its records itself, which Kryo would pass over.
        spark.set(SERIALIZER, JavaSerializer.class.getName());
        return spark.setMaster(master);
    }

    private static SparkContext start(String master, SparkConf spark) {
        if (!spark.contains(JARS) && !spark.contains(SUBMITTED)) {
            spark.set(JARS, String.join(",", ShippedJars.ofClassPath()));
        }
        if (SparkContext$.MODULE$.getActive().isDefined()) {
            throw new IllegalArgumentException("master '" + master + "' needs an application of Spark's, of which Spark"
                    + " allows one at a time, but the program has made a SparkContext or SparkSession in this JVM; stop"
                    + " it before, or run it in a JVM of its own");
        }
        SparkContext context = made(master, spark);
        try {
            awaitExecutor(context, master);
        } catch (RuntimeException e) {
            stop(context);
            throw e;
        }
        return context;
    }

    /** Spark throws whatever it meets where a master does not answer, also what it does not declare. */
    private static SparkContext made(String master, SparkConf spark) {
        try {
            return new SparkContext(spark);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "master '" + master
                            + "' did not let an application of Spark's begin: see whether it runs, "
                            + artifact(master) + "whether the spark.* settings are right; Spark failed with " + e,
                    e);
        }
    }

    /** What Spark needs for a master that it could not parse, as it says then, has an artifact of its own. */
    private static String artifact(String master) {
        if (master.startsWith("spark://")) {
            return "whether it is written as spark://host:port, and ";
        }
        return "whether org.apache.spark:" + (master.equals("yarn") ? "spark-yarn_2.13" : "spark-kubernetes_2.13")
                + " is on the class path, as with spark-submit, and ";
    }

    /** Jobs without executors would wait for ever. */
    private static void awaitExecutor(SparkContext context, String master) {
        BooleanSupplier ready = ready(context);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!ready.getAsBoolean() || context.isStopped()) {
            if (context.isStopped()) {
                throw new IllegalArgumentException(
                        "master '" + master + "' gave this application no executor, and Spark"
                                + " has ended it: see whether it runs and calls itself by this very URL, and what Spark has"
                                + " logged");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalArgumentException("master '" + master + "' gave this application no executor within "
                        + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s: see whether it runs, has workers with"
                        + " free cores, and spark.executor.memory fits in their memory");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException(
                        "the thread that waited for master '" + master + "' to give an executor was interrupted");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Tells when there is an executor. The one entry that is always there is the driver's. */
    private static BooleanSupplier ready(SparkContext context) {
        if (context.getConf().getBoolean("spark.dynamicAllocation.enabled", false)) {
            // Then executors come when there is work.
            Future<Long> work =
                    new JavaSparkContext(context).parallelize(List.of(1), 1).countAsync();
            return work::isDone;
        }
        return () -> context.statusTracker().getExecutorInfos().length > 1;
    }

    /** Returns what contexts that share an application have to agree on. */
    private static Map<String, String> settings(SparkConf wanted) {
        Map<String, String> settings = new TreeMap<>();
        for (Tuple2<String, String> setting : wanted.getAll()) {
            settings.put(setting._1(), setting._2());
        }
        settings.keySet().removeAll(List.of(NAME, MASTER));
        return settings;
    }
}
