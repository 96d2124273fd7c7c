// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.testkit.StreamHarness;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RefusedOnClusterIT {
    /** Prepares in the memory of its JVM. */
    private static final class OfOneJvm implements Sink<Integer> {
        @Override
        public String name() {
            return "of-one-jvm";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.EXACTLY_ONCE;
        }

        @Override
        public boolean oneJvm() {
            return true;
        }

        @Override
        public SinkSession<Integer> open(SinkContext context) {
            throw new IllegalStateException("this sink was refused");
        }
    }

    @Test
    void shouldNameEverythingThatCannotGoToExecutorsAtTheStart() {
        CountDownLatch latch = new CountDownLatch(1);
        try (StreamHarness harness = OnCluster.harness()) {
            harness.source(List.of(1))
                    .map(number -> {
                        latch.countDown();
                        return number;
                    })
                    .sinkTo(new OfOneJvm());

            assertThatThrownBy(harness::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("map at RefusedOnClusterIT.java:")
                    .hasMessageContaining(
                            "captured variable 1 of the lambda in " + getClass().getName())
                    .hasMessageContaining("is a java.util.concurrent.CountDownLatch")
                    .hasMessageContaining("sinkTo at RefusedOnClusterIT.java:")
                    .hasMessageContaining("of-one-jvm");
        }
    }

    @Test
    void shouldRefuseKeysHashedByIdentityAtTheFirstRecord() throws Exception {
        try (StreamHarness harness = OnCluster.harness()) {
            harness.collect(
                    harness.source(List.of(1)).map(number -> new int[] {number}).countByValue());

            assertThatThrownBy(() -> harness.runBatches(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("int[]")
                    .hasStackTraceContaining("in countByValue at RefusedOnClusterIT.java:");
        }
    }

    @Test
    void shouldRefuseASecondApplicationWithOtherSettings() {
        OnCluster.context();

        StreamingConf other =
                OnCluster.conf().set("spark.executor.memory", "600m").set("spark.ssl.keyPassword", "opensesame");

        assertThatThrownBy(() -> new ShadufContext(other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("runs in this JVM already")
                .hasMessageContaining("[spark.executor.memory, spark.ssl.keyPassword]")
                .hasMessageNotContaining("opensesame");
    }
}
