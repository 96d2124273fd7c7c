// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.JobScope;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.junit.jupiter.api.Test;

class CancelledIT {
    private final SparkContext spark = spark();
    private final Runs runs = new Runs(spark);
    private final JobScope scope = JobScope.adHoc("cancelled");

    private static SparkContext spark() {
        OnCluster.context().defaultParallelism();
        return SparkContext.getOrCreate();
    }

    @Test
    void shouldNotRunAJobWhoseScopeWasCancelledWhileItWasMade() {
        RDD<Integer> numbers =
                new JavaSparkContext(spark).parallelize(List.of(1), 1).rdd();

        assertThatThrownBy(() -> runs.run(
                        scope,
                        "count",
                        () -> {
                            runs.cancel(scope);
                            return numbers;
                        },
                        List.of(0),
                        new First<>()))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("count was cancelled");
    }
}
