// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/**
 * The steps in the life of a batch at which a process can die with different consequences, in order. A {@link BatchProbe}
 * is told of each.
 */
public enum BatchStep {
    /** Its inputs are taken; the plan is about to be journaled. */
    PLANNING,
    /** The plan is durable. */
    PLANNED,
    /** An attempt begins. */
    RUNNING,
    /** The states are updated, tentatively. */
    UPDATED,
    /** All writers of a sink are prepared; the commit is about to be made. */
    PREPARED,
    /** A sink has committed. */
    COMMITTED,
    /** All outputs have succeeded. */
    OUTPUTS_DONE,
    /** The changes of the states are appended to the journal. */
    CHANGES_WRITTEN,
    /** The completion is appended to the journal; it may not be durable. */
    COMPLETED,
    /** The completion is durable; sources and receivers are about to hear of it. */
    DURABLE,
    /** Sources and receivers have heard of it. */
    SOURCES_TOLD,
    /** A snapshot as of this batch is about to be written. */
    SNAPSHOT_BEGUN,
    /** The files of the snapshot are durable. */
    SNAPSHOT_WRITTEN,
    /** The snapshot is journaled; what it replaces is about to be deleted. */
    SNAPSHOT_RECORDED,
    /** What nothing can need any more has been deleted. */
    PRUNED
}
