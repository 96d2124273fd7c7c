// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.ShadufContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.spark.cluster.SparkCluster;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;

/** The cluster of the tests, and an application on it that stays between them, as to start executors takes seconds. */
final class OnCluster {
    private static final SparkCluster CLUSTER = SparkCluster.shared();
    private static final ShadufContext APPLICATION = new ShadufContext(conf());

    private OnCluster() {}

    static SparkCluster cluster() {
        return CLUSTER;
    }

    /** Returns the context that keeps the application. */
    static ShadufContext context() {
        return APPLICATION;
    }

    /** Returns the settings of the application. */
    static StreamingConf conf() {
        StreamingConf conf =
                new StreamingConf(false).setMaster(CLUSTER.master()).setAppName("tests");
        CLUSTER.settings().forEach(conf::set);
        // All cores, so that an executor comes up on each worker, also on one that joins later: speculation needs two
        // hosts.
        conf.set("spark.cores.max", "4");
        conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        conf.set("spark.io.encryption.enabled", "true");
        conf.set("spark.speculation", "true");
        conf.set("spark.speculation.interval", "100ms");
        conf.set("spark.speculation.quantile", "0.5");
        return conf;
    }

    static StreamHarness harness() {
        APPLICATION.defaultParallelism();
        StreamHarness.Builder builder =
                StreamHarness.builder().master(CLUSTER.master()).patience(Durations.seconds(120));
        conf().getAll().forEach((key, value) -> {
            if (key.startsWith("spark.")) {
                builder.conf(key, value);
            }
        });
        return builder.build();
    }
}
