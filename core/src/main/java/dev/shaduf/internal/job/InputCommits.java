// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Tells inputs which batches have completed for good and, of these, which neither a window nor a restart reads again. Safe for
 * use by many threads.
 */
final class InputCommits {
    private final List<RunningInput> inputs;
    private final Queue<BatchPlan> held = new PriorityQueue<>(Comparator.comparing(BatchPlan::time));
    private Time oldest = new Time(0);

    /** What an input is told. */
    private interface Message {
        void to(RunningInput input, InputPlan planned) throws Exception;
    }

    InputCommits(List<RunningInput> inputs) {
        this.inputs = inputs;
    }

    /** Says that a batch has completed. */
    void commit(BatchPlan plan) {
        if (!plan.inputs().isEmpty()) {
            tell(plan, "is completed", RunningInput::committed);
            hold(plan);
            releaseDue();
        }
    }

    /** Has the inputs of a batch, which have been told that it has completed, wait for their release. */
    synchronized void hold(BatchPlan plan) {
        held.add(plan);
    }

    /** Says that what batches before a time had is not read again. */
    void release(Time before) {
        synchronized (this) {
            oldest = before;
        }
        releaseDue();
    }

    private void releaseDue() {
        due().forEach(plan -> tell(plan, "is not read again", RunningInput::released));
    }

    private synchronized List<BatchPlan> due() {
        List<BatchPlan> due = new ArrayList<>();
        for (BatchPlan next = held.peek(); next != null && next.time().before(oldest); next = held.peek()) {
            due.add(held.remove());
        }
        return due;
    }

    private void tell(BatchPlan plan, String what, Message message) {
        for (RunningInput input : inputs) {
            try {
                message.to(input, planned(plan, input));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | LinkageError e) {
                input.reportError("could not be told that batch " + plan.id() + " " + what, e);
            }
        }
    }

    /** Returns what an input has in a batch. */
    static InputPlan planned(BatchPlan plan, RunningInput input) {
        InputPlan planned = plan.inputs().get(input.uid());
        return planned == null ? new InputPlan.Nothing() : planned;
    }
}
