// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Iterator;

/** A step that sees its partition as an iterator and returns another. */
public non-sealed interface PullStep extends Step {
    /**
     * Makes the results of a partition.
     *
     * @param task the task
     * @param records the records, pulled from the steps before as they are asked for
     * @return the results
     * @throws Exception what the user's function throws
     */
    Iterator<Object> apply(TaskContext task, Iterator<Object> records) throws Exception;
}
