// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;

/** What an output does for one batch. */
public interface OutputJob {
    /** Returns the place of the output in order of registration, from 0. */
    int id();

    /** Returns the output's name. */
    String name();

    /** Returns the output's uid. */
    String uid();

    /** Says why the output cannot be given the inputs of an older batch: what it is behind; empty if it can. */
    String replayRefusal();

    /** Returns where the output stands in the program. */
    Origin origin();

    /** Does it, on the calling thread, which blocks until all its engine jobs have ended. */
    void run(JobScope scope) throws Exception;
}
