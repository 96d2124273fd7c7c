// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.StateOptions;
import dev.shaduf.time.Time;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

/** Spark stops its application by itself when it has lost its master; what belongs to streams is let go of afterwards. */
class StoppedSparkTest {
    private final SparkContext spark = new SparkContext(new SparkConf()
            .setMaster("local[1]")
            .setAppName("stopped")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1"));

    @Test
    void shouldLetGoOfStatesOfAnApplicationThatHasStopped() {
        Runs runs = new Runs(spark);
        StateSpace states = new StateSpace(StateOptions.DEFAULT, runs.retired());
        Payload large = Payload.of(spark, List.of(List.of(new byte[10_000])));
        states.add("totals", 1, true, Base.EMPTY).add(new Delta(1, new long[1], large, new long[1], 0));
        spark.stop();

        assertThatCode(() -> states.rollback(new Time(0))).doesNotThrowAnyException();
        assertThatCode(states::clear).doesNotThrowAnyException();
    }

    @Test
    void shouldLetGoOfWhatAnApplicationKeptThatHasStopped() {
        PlanRdd<Kept> kept = PlanRdd.of(
                spark,
                JobScope.adHoc("stopped"),
                new Part.Union(List.of(), List.of(List.of())),
                1,
                List.of(),
                new Keeping());
        kept.persist(StorageLevel.MEMORY_ONLY());
        spark.stop();

        assertThatCode(kept::letGo).doesNotThrowAnyException();
    }
}
