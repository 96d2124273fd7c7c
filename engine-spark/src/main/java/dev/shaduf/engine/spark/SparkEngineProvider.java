// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.EngineProvider;
import dev.shaduf.time.Clock;

/** Makes engines that run on a cluster of Apache Spark. */
public final class SparkEngineProvider implements EngineProvider {
    private static final String SPARK = "org.apache.spark.SparkContext";
    private static final String HEAP = "heap";

    /** For {@code ServiceLoader}. */
    public SparkEngineProvider() {}

    @Override
    public String id() {
        return "spark";
    }

    @Override
    public String masters() {
        return "spark://host:port, yarn, k8s://…";
    }

    @Override
    public boolean accepts(String master) {
        return master.startsWith("spark://") || master.equals("yarn") || master.startsWith("k8s://");
    }

    @Override
    public Engine create(String master, StreamingConf conf, Clock clock) {
        try {
            Class.forName(SPARK, false, SparkEngineProvider.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "master '" + master + "' needs Apache Spark, which is not on the class path;"
                            + " add org.apache.spark:spark-core_2.13 in the version of the cluster, or start the program with"
                            + " spark-submit");
        }
        String store = conf.get(StreamingSettings.STATE_STORE);
        if (!store.equals(HEAP)) {
            throw new IllegalArgumentException("setting '" + StreamingSettings.STATE_STORE.key() + "' is '" + store
                    + "', but on master '" + master
                    + "' states are in the heap of the executors; leave the setting out and"
                    + " give the executors memory, or run on local[n]");
        }
        return SparkEngine.start(master, conf);
    }
}
