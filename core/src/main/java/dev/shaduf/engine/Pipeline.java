// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Iterator;
import java.util.List;

/**
 * Runs the records of one partition through a chain of steps: {@code input → step → step → … → collector}. Push steps are
 * bound to one another, so that a record runs through all of them by method calls; a pull step reads an iterator that
 * refills from the chain before it. At no time is more held than {@link Input#BLOCK} records and what they fan out to.
 *
 * <p>For authors of engines. One thread runs a chain; interrupting it ends the run with an {@link InterruptedException}
 * between two blocks, also where no step notices.
 */
public final class Pipeline {
    /** So many records are pulled one by one, so that a consumer that wants few (take, first) causes no more. */
    private static final int ONE_BY_ONE = 64;

    private Pipeline() {}

    /**
     * Runs a chain to its end: until the input has no more or the collector wants no more.
     *
     * @param task the task
     * @param input the head of the chain; closed in any case
     * @param steps the steps, in order
     * @param last the end of the chain
     * @param <R> the type of the result
     * @return the result of the collector
     * @throws Exception what the input, a step or the collector throws; {@link Collector#abort} is left to the caller
     */
    public static <R> R run(TaskContext task, Input input, List<? extends Step> steps, Collector<R> last)
            throws Exception {
        drain(task, input, steps, last);
        return last.result();
    }

    /**
     * Runs a chain to its end, and finishes the last stage.
     *
     * @param task the task
     * @param input the head of the chain; closed in any case
     * @param steps the steps, in order
     * @param last the end of the chain
     * @throws Exception what the input, a step or the last stage throws
     */
    public static void drain(TaskContext task, Input input, List<? extends Step> steps, Stage last) throws Exception {
        int pushFrom = afterLastPull(steps);
        Input head = pushFrom == 0 ? input : through(task, input, steps.subList(0, pushFrom));
        try (head) {
            Stage first = bind(task, steps.subList(pushFrom, steps.size()), last);
            pump(head, first);
            first.finish();
        }
    }

    /**
     * Returns the records of an input after a chain of steps.
     *
     * @param task the task
     * @param input the head of the chain; closed with the result
     * @param steps the steps, in order
     * @return the records that leave the last step
     */
    public static Input through(TaskContext task, Input input, List<? extends Step> steps) {
        Input head = input;
        int from = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof PullStep pull) {
                head = new PullInput(task, pushed(task, head, steps.subList(from, i)), pull);
                from = i + 1;
            }
        }
        return pushed(task, head, steps.subList(from, steps.size()));
    }

    /**
     * Returns an input as an iterator that reads block by block. The input is closed when it has been read to its end;
     * who stops earlier closes it. What the input throws, checked exceptions too, comes out of the iterator's methods as
     * it is.
     *
     * @param input the input
     * @return its records
     */
    public static Iterator<Object> iterator(Input input) {
        return new PullIterator(input, true);
    }

    /** The number of records to ask for after so many: at most twice what a consumer turns out to want. */
    static int pace(int pulled) {
        return pulled < ONE_BY_ONE ? 1 : Math.min(pulled, Input.BLOCK);
    }

    static Stage bind(TaskContext task, List<? extends Step> steps, Stage last) {
        Stage first = last;
        for (int i = steps.size() - 1; i >= 0; i--) {
            first = ((PushStep) steps.get(i)).bind(task, first);
        }
        return first;
    }

    /**
     * Ends a task that was interrupted; for what may go on for long without asking its input for more.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public static void heedInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the task was cancelled");
        }
    }

    private static void pump(Input input, Stage first) throws Exception {
        int pulled = 0;
        while (!first.satisfied()) {
            heedInterrupt();
            int max = pace(pulled);
            if (!input.advance(first, max)) {
                return;
            }
            pulled = Math.min(pulled + max, Input.BLOCK);
        }
    }

    private static Input pushed(TaskContext task, Input input, List<? extends Step> steps) {
        return steps.isEmpty() ? input : new PushInput(task, input, steps);
    }

    private static int afterLastPull(List<? extends Step> steps) {
        int at = steps.size();
        while (at > 0 && steps.get(at - 1) instanceof PushStep) {
            at--;
        }
        return at;
    }
}
