// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.JobScope;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class PayloadIT {
    private static final int BYTES = 10_000;

    private final SparkContext spark = spark();
    private final Runs runs = new Runs(spark);

    private static SparkContext spark() {
        OnCluster.context().defaultParallelism();
        return SparkContext.getOrCreate();
    }

    @Test
    void shouldStayUntilTheJobsHaveEndedThatBeganBeforeItWasRetired() throws Exception {
        Payload payload = Payload.of(spark, List.of(List.of(new byte[BYTES])));

        List<Integer> lengths = runs.run(
                JobScope.adHoc("payload"),
                "read",
                () -> {
                    runs.retired().add(payload::free);
                    return new JavaSparkContext(spark)
                            .parallelize(List.of(1), 1)
                            .map(number -> payload.chunks(0).get(0).length)
                            .rdd();
                },
                List.of(0),
                new First<>());

        assertThat(lengths).containsExactly(BYTES);
        assertThatThrownBy(() -> payload.chunks(0)).hasMessageContaining("after it was destroyed");
    }
}
