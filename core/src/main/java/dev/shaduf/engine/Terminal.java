// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.io.Serializable;

/**
 * What a job does with the records of each partition.
 *
 * @param <R> the type of the result of a partition
 */
@FunctionalInterface
public interface Terminal<R> extends Serializable {
    /**
     * Begins one attempt of one partition.
     *
     * @param task the task
     * @return takes the records and gives the result
     * @throws Exception if it cannot; the task fails
     */
    Collector<R> open(TaskContext task) throws Exception;
}
