// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.cluster;

import dev.shaduf.spark.cluster.SparkCluster;
import java.util.Arrays;

/** The word count of the local engine on a cluster of two workers with a core each. */
public final class WordCount {
    private WordCount() {}

    /**
     * Runs it.
     *
     * @param args as those of {@link dev.shaduf.benchmarks.shaduf.WordCount}
     * @throws Exception if it fails
     */
    public static void main(String[] args) throws Exception {
        SparkCluster cluster = SparkCluster.start(2, 1);
        cluster.settings().forEach(System::setProperty);
        System.setProperty("spark.executor.memory", "1g");
        String[] onCluster = Arrays.copyOf(args, args.length + 2);
        onCluster[args.length] = "--master";
        onCluster[args.length + 1] = cluster.master();
        dev.shaduf.benchmarks.shaduf.WordCount.main(onCluster);
    }
}
