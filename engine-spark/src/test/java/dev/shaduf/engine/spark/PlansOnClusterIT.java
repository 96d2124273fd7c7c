// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.RDD;
import dev.shaduf.rdd.StorageLevel;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.JobData;
import org.apache.spark.storage.RDDInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** What becomes of plan nodes on Spark. */
class PlansOnClusterIT {
    private enum Colour {
        RED,
        GREEN,
        BLUE
    }

    private record Place(String street, int number, List<Colour> colours) implements Serializable {}

    @Test
    void shouldRunNarrowStepsRecordByRecordInOnePass() {
        CollectionAccumulator<String> calls = OnCluster.context().collectionAccumulator("calls");

        OnCluster.context()
                .parallelize(List.of(1, 2, 3), 1)
                .map(number -> noted(calls, "a", number))
                .filter(number -> noted(calls, "b", number) != 2)
                .map(number -> noted(calls, "c", number))
                .collect();

        assertThat(calls.value()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "b3", "c3");
    }

    private static int noted(CollectionAccumulator<String> calls, String step, int number) {
        calls.add(step + number);
        return number;
    }

    @Test
    void shouldCombineBeforeAShuffle() {
        LongAccumulator values = OnCluster.context().longAccumulator("values");
        LongAccumulator combined = OnCluster.context().longAccumulator("combined");

        List<Tuple2<Integer, Integer>> sums = OnCluster.context()
                .parallelize(IntStream.range(0, 3_000).boxed().toList(), 2)
                .mapToPair(number -> new Tuple2<>(number % 3, 1))
                .combineByKey(
                        value -> value,
                        (sum, value) -> {
                            values.add(1);
                            return sum + value;
                        },
                        (a, b) -> {
                            combined.add(1);
                            return a + b;
                        },
                        2)
                .collect();

        assertThat(sums).extracting(Tuple2::_2).containsExactly(1_000, 1_000, 1_000);
        // Two map tasks with three keys each: all but the first value of each are combined there, and the rest is one
        // step.
        assertThat(values.value()).isEqualTo(3_000 - 6);
        assertThat(combined.value()).isEqualTo(3);
    }

    static List<Arguments> levels() {
        return List.of(
                Arguments.of(StorageLevel.MEMORY_ONLY, true, false, 1),
                Arguments.of(StorageLevel.MEMORY_ONLY_SER, true, false, 1),
                Arguments.of(StorageLevel.DISK_ONLY, false, true, 1),
                Arguments.of(StorageLevel.MEMORY_ONLY_2, true, false, 2));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void shouldKeepRecordsWhereTheirLevelSays(StorageLevel level, boolean memory, boolean disk, int copies) {
        RDD<String> kept = OnCluster.context()
                .parallelize(List.of("a", "b"), 2)
                .map(word -> word + word)
                .persist(level);

        assertThat(kept.collect()).containsExactly("aa", "bb");

        RDDInfo info = keptBySpark();
        assertThat(info.numCachedPartitions()).isGreaterThanOrEqualTo(2);
        assertThat(info.memSize() > 0).isEqualTo(memory);
        assertThat(info.diskSize() > 0).isEqualTo(disk);
        assertThat(info.storageLevel().deserialized()).isEqualTo(level.deserialized());
        assertThat(info.storageLevel().replication()).isEqualTo(copies);
        kept.unpersist();
        assertThat(SparkContext.getOrCreate().getRDDStorageInfo()).isEmpty();
    }

    private static RDDInfo keptBySpark() {
        RDDInfo[] kept = SparkContext.getOrCreate().getRDDStorageInfo();
        assertThat(kept).hasSize(1);
        return kept[0];
    }

    @Test
    void shouldPutKeysWhereTheLocalEnginePutsThem() {
        try (ShadufContext local =
                new ShadufContext(new StreamingConf(false).setMaster("local[2]").setAppName("beside"))) {
            assertThat(placed(OnCluster.context())).isEqualTo(placed(local));
        }
    }

    /** Lists the keys of each partition. */
    private static List<List<String>> placed(EngineContext context) {
        List<Object> keys = List.of(
                "a",
                "bc",
                17,
                1L << 40,
                2.5,
                'c',
                Colour.RED,
                Colour.GREEN,
                Colour.BLUE,
                List.of("x", 1),
                Optional.of(Colour.BLUE),
                new Tuple2<>("k", Colour.RED),
                new Place("main street", 7, List.of(Colour.GREEN)));
        return context
                .parallelize(keys, 2)
                .mapToPair(key -> new Tuple2<>(key, 1))
                .reduceByKey(Integer::sum, 5)
                .map(pair -> pair._1().toString())
                .glom()
                .collect()
                .stream()
                .map(partition -> partition.stream().sorted().toList())
                .toList();
    }

    @Test
    void shouldNameTheOperatorAndTheVariableThatCannotGoToExecutors() {
        CountDownLatch latch = new CountDownLatch(1);

        assertThatThrownBy(() -> OnCluster.context()
                        .parallelize(List.of(1), 1)
                        .map(number -> number + 1)
                        .map(number -> {
                            latch.countDown();
                            return number;
                        })
                        .collect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collect at PlansOnClusterIT.java:")
                .hasMessageContaining("map at PlansOnClusterIT.java:")
                .hasMessageContaining(
                        "captured variable 1 of the lambda in " + getClass().getName())
                .hasMessageContaining("is a java.util.concurrent.CountDownLatch");
    }

    @Test
    void shouldMakeOneStageBetweenShuffles() {
        OnCluster.context()
                .parallelize(List.of("b", "a", "b"), 2)
                .map(word -> word + word)
                .filter(word -> word.length() == 2)
                .mapToPair(word -> new Tuple2<>(word, 1))
                .reduceByKey(Integer::sum, 2)
                .mapValues(count -> count + 1)
                .filter(pair -> pair._2() > 0)
                .collect();

        JobData last = CollectionConverters.asJava(
                        SparkContext.getOrCreate().statusStore().jobsList(null))
                .stream()
                .filter(job -> OptionConverters.toJava(job.description())
                        .orElse("")
                        .contains("collect at PlansOnClusterIT.java:"))
                .max(Comparator.comparingInt(JobData::jobId))
                .orElseThrow();
        assertThat(last.stageIds().size()).isEqualTo(2);
    }

    @Test
    void shouldGiveSparkWhatTheProgramSets() {
        assertThat(Arrays.stream(SparkContext.getOrCreate().conf().getAll()).map(set -> set._1() + "=" + set._2()))
                .contains("spark.speculation.quantile=0.5", "spark.cores.max=4", "spark.app.name=tests");
    }
}
