// SPDX-License-Identifier: Apache-2.0
/**
 * A {@linkplain dev.shaduf.spark.cluster.SparkCluster Spark cluster} for tests: master, workers and executors in processes of
 * their own, which tests may kill.
 */
@NullMarked
package dev.shaduf.spark.cluster;

import org.jspecify.annotations.NullMarked;
