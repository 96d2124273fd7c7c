// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.cluster;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.spark.cluster.SparkCluster;
import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts a cluster before the first test and has the suites run there. One context stays open meanwhile, so that all tests share
 * its executors; Spark takes its settings from system properties.
 */
public final class ClusterSession implements LauncherSessionListener {
    private Optional<ShadufContext> application = Optional.empty();

    /** For {@code ServiceLoader}. */
    public ClusterSession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SparkCluster cluster = SparkCluster.shared();
        cluster.settings().forEach(System::setProperty);
        // Tests that count attempts count those of batches.
        System.setProperty("spark.task.maxFailures", "1");
        System.setProperty("semantics.master", cluster.master());
        System.setProperty("test.model.master", cluster.master());
        application = Optional.of(new ShadufContext(
                new StreamingConf(false).setMaster(cluster.master()).setAppName("suites")));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        application.ifPresent(ShadufContext::close);
    }
}
