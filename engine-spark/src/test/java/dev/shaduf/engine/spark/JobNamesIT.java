// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.JobData;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** What Spark's pages, and its REST answers, call our jobs: read from the store that both show. */
class JobNamesIT {
    @Test
    void shouldNameJobsAfterStreamBatchTimeAndOperator() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            MemorySource<String> words =
                    new MemorySource<String>("words").add(List.of("a")).add(List.of("b"));
            PairDStream<String, Integer> ones = harness.stream(words).mapToPair(word -> new Tuple2<>(word, 1));
            harness.collect(ones.<Integer>updateStateByKey((values, old) -> Optional.of(values.size()))
                    .uid("totals"));
            ones.reduceByKey(Integer::sum).foreachRDD(rdd -> rdd.count());

            harness.runBatches(2);

            String stream = harness.status().name();
            String second = stream + ", batch 2, time " + harness.lastBatch() + ": ";
            assertThat(descriptions(stream))
                    .anyMatch(job ->
                            job.startsWith(second + "update of state 'totals' by updateStateByKey at JobNamesIT"))
                    .anyMatch(job -> job.startsWith(second + "sinkTo at "))
                    .anyMatch(job -> job.startsWith(second + "count at JobNamesIT.java:"))
                    .allMatch(job -> job.startsWith(stream + ", batch "));
        }
    }

    private static List<String> descriptions(String stream) {
        return CollectionConverters.asJava(
                        SparkContext.getOrCreate().statusStore().jobsList(null))
                .stream()
                .map(JobData::description)
                .map(description -> OptionConverters.toJava(description).orElse("(none)"))
                .filter(description -> description.contains(stream))
                .toList();
    }
}
