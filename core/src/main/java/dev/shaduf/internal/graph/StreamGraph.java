// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.StateUpdateNode;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All streams of one context: the inputs, the operators between, the outputs. Built by the program's thread until
 * {@link #start}, then driven by the scheduler: {@link #layout}, {@link #assign}, {@link #updates}, {@link #jobs},
 * {@link #forget}, for one batch at a time.
 */
public interface StreamGraph {
    /** Returns the batch interval. */
    Duration batchInterval();

    /** Lists the inputs, by number. */
    List<InputNode> inputs();

    /** Lists the outputs, in order of registration. */
    List<OutputInfo> outputs();

    /** Finds everything that would go wrong, each fault with operator, place and remedy; empty for none. */
    List<String> faults();

    /** Finds stateful operators that only their order tells apart: a fault once their state outlives the program. */
    List<String> ambiguousUids();

    /** Describes what of the program matters to a checkpoint. */
    GraphShape shape();

    /**
     * Says which stream this is, before the start.
     *
     * @param stream the id of the stream
     * @param epoch the epoch of the process, which sinks are given
     */
    void identify(UUID stream, long epoch);

    /**
     * Fixes the zero time: the first batch is one interval later. Nothing can be added from here on. Opens what outputs
     * write to, and throws an exception that names each that cannot be opened; {@link #stop} is to follow then.
     */
    void start(Time zero);

    /** Ends the graph: forgets all RDDs. */
    void stop();

    /** Returns the layout that a batch planned now has. */
    Layout layout();

    /** Gives a batch its inputs, by uid, and its layout. Inputs that are left out have nothing. */
    void assign(Time time, Map<String, InputPlan> inputs, Layout layout);

    /**
     * Gives back a batch that has been completed in an earlier run, so that windows can read it again. Called after the
     * start and before the first batch, oldest first. Inputs that the graph does not have are left out.
     */
    void restore(Time time, Map<String, InputPlan> inputs, Layout layout);

    /** Lists the windows that read records of past batches again, after the start. */
    List<PastReader> pastReaders();

    /**
     * Asks an output, after the start, what became of a batch of an earlier run.
     *
     * @param output the uid of the output
     */
    Recovery ask(String output, SinkBatch batch) throws Exception;

    /** Tells outputs that batches below one are never run again. What they throw is logged. */
    void prune(BatchId horizon);

    /** Builds the RDDs of a batch and returns the state updates it needs, each after those that it reads. */
    List<StateUpdateNode> updates(Time time) throws Exception;

    /** Does what an update needs to have been done before an engine may run it. */
    default void prepare(StateUpdateNode update, JobScope scope) throws Exception {}

    /** Returns what the outputs due at a time do, in order of registration. */
    List<OutputJob> jobs(Time time) throws Exception;

    /**
     * Leaves a batch out at the operators that a failure names: what reads them fails with the same failure, save windows, for
     * which the batch is empty.
     *
     * @return whether there was one that was not left out before
     */
    boolean leaveOut(Time time, Throwable failure) throws Exception;

    /** Lists the states that have no update for a batch because it was left out. */
    List<SkippedBatch.State> statesLeftOut(Time time) throws Exception;

    /** Gives outputs the inputs of skipped batches besides those of a batch. */
    void replay(Time time, List<SkippedInput> given);

    /** Keeps what the inputs of a batch held until {@link #release}. */
    void hold(Time time, Map<String, InputPlan> inputs);

    /** Lets go of what {@link #hold} kept. */
    void release(Time time);

    /** Forgets the RDDs built for a batch, before it is tried again. Its inputs and layout stay. */
    void discard(Time time);

    /** Forgets, after a batch has completed, everything that no window, state or {@code remember} can still need. */
    void forget(Time completed);

    /** Returns the oldest time that something may still read after a batch has completed. */
    Time oldestNeeded(Time completed);

    /** Tells how far back windows and states reach: passed-over times older than this need not be run. */
    Duration reach();

    /** Tells whether a window slides by more than one batch, so that batch times have to meet its slides. */
    boolean slides();

    /** Tells whether a window edge or a state that is updated every batch needs passed-over times to be run empty. */
    boolean needsEveryTime();
}
