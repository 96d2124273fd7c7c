// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/** A step that handles one record at a time and hands its results on at once; chains of them are fused. */
public non-sealed interface PushStep extends Step {
    /**
     * Makes the running form for one task.
     *
     * @param task the task
     * @param next takes the results
     * @return takes the records
     */
    Stage bind(TaskContext task, Stage next);
}
