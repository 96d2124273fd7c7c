// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkClusterIT {
    @Test
    void shouldLoseAWorkerAndTakeAnother() throws Exception {
        try (SparkCluster cluster = SparkCluster.start(2, 1)) {
            cluster.killWorker(0);
            cluster.addWorker();

            assertThat(cluster.workers()).isEqualTo(2);
            assertThat(cluster.executors()).isEmpty();
        }
    }
}
