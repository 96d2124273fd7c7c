// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.RDD;
import dev.shaduf.testkit.StreamHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.JobData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * What a batch, from its tick to its end, costs over a bare job of Spark's with the same three stages and the same collected result: both run
 * alternately on the same executors, and what came out is written into {@code target/batch-overhead.txt}. A few batches by
 * default, to see that it works; {@code -Dtest.benchmark=1000} measures.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class BatchOverheadIT {
    private static final int BATCHES = Integer.getInteger("test.benchmark", 5);
    private static final int WARM_UP = BATCHES / 5;
    private static final int PARTITIONS = 2;
    private static final int STAGES = 3;
    private static final String BARE = "bare job";

    private final List<Long> ours = new ArrayList<>();
    private final List<Long> theirs = new ArrayList<>();

    @Test
    void shouldMeasureEmptyBatchesOfThreeStages() throws Exception {
        try (StreamHarness harness = StreamHarness.builder()
                .master(System.getProperty("semantics.master"))
                .build()) {
            PairDStream<Integer, Integer> pairs = harness.context()
                    .queueStream(inputs(harness.context().context()))
                    .filter(number -> number < 0)
                    .mapToPair(number -> new Tuple2<>(number, 1))
                    .reduceByKey(Integer::sum, PARTITIONS);
            pairs.mapToPair(pair -> new Tuple2<>(pair._2(), pair._1()))
                    .reduceByKey(Integer::sum, PARTITIONS)
                    .foreachRDD(rdd -> rdd.collect());
            JavaSparkContext spark = new JavaSparkContext(SparkContext.getOrCreate());
            for (int i = 0; i < WARM_UP + BATCHES; i++) {
                long begin = System.nanoTime();
                harness.runBatches(1);
                ours.add(System.nanoTime() - begin);
                theirs.add(bare(spark));
            }
            report();
            assertThat(ours).hasSameSizeAs(theirs).hasSize(WARM_UP + BATCHES);
            assertThat(stages(harness.status().name() + ", batch "))
                    .isNotEmpty()
                    .containsOnly(STAGES);
            assertThat(stages(BARE)).isNotEmpty().containsOnly(STAGES);
        }
    }

    /** A queue stream takes what is in its queue when it is made. */
    private static Queue<RDD<Integer>> inputs(EngineContext context) {
        Queue<RDD<Integer>> inputs = new ArrayDeque<>();
        for (int i = 0; i < WARM_UP + BATCHES; i++) {
            inputs.add(context.parallelize(List.of(1, 2), PARTITIONS));
        }
        return inputs;
    }

    /** Returns how many stages the jobs have run that Spark still knows and whose description begins so. */
    private static List<Integer> stages(String description) {
        return CollectionConverters.asJava(
                        SparkContext.getOrCreate().statusStore().jobsList(null))
                .stream()
                .filter(job ->
                        OptionConverters.toJava(job.description()).orElse("").startsWith(description))
                .map(JobData::numCompletedStages)
                .toList();
    }

    private static long bare(JavaSparkContext spark) {
        spark.setJobDescription(BARE);
        long begin = System.nanoTime();
        spark.parallelize(List.of(1, 2), PARTITIONS)
                .filter(number -> number < 0)
                .mapToPair(number -> new scala.Tuple2<>(number, 1))
                .reduceByKey(Integer::sum, PARTITIONS)
                .mapToPair(scala.Tuple2::swap)
                .reduceByKey(Integer::sum, PARTITIONS)
                .collect();
        return System.nanoTime() - begin;
    }

    private void report() throws Exception {
        String line = String.format(
                Locale.ROOT,
                "%d batches: ours p50 %.2f ms, p99 %.2f ms; bare p50 %.2f ms, p99 %.2f ms%n",
                BATCHES,
                millis(ours, 0.5),
                millis(ours, 0.99),
                millis(theirs, 0.5),
                millis(theirs, 0.99));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/batch-overhead.txt"), line, UTF_8);
    }

    private static double millis(List<Long> nanos, double quantile) {
        long[] sorted =
                nanos.stream().skip(WARM_UP).mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
    }
}
