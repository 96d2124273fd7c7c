// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A piece of work: compute some partitions of a node and do something with the records of each.
 *
 * @param node the node to compute
 * @param partitions the partitions wanted
 * @param terminal what to do with the records
 * @param scope what the job belongs to
 * @param name the job in words, for logs and thread dumps
 * @param <R> the type of the result of a partition
 */
public record Job<R>(PlanNode node, List<Integer> partitions, Terminal<R> terminal, JobScope scope, String name) {
    /**
     * Makes a job over all partitions.
     *
     * @param node the node to compute
     * @param terminal what to do with the records
     * @param scope what the job belongs to
     * @param name the job in words
     * @param <R> the type of the result of a partition
     * @return the job
     */
    public static <R> Job<R> over(PlanNode node, Terminal<R> terminal, JobScope scope, String name) {
        return new Job<>(node, IntStream.range(0, node.partitions()).boxed().toList(), terminal, scope, name);
    }
}
