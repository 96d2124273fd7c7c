// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.FailurePolicy;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.internal.graph.SkippedInput;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.Skip;
import dev.shaduf.listener.SkippedBatch;
import dev.shaduf.listener.StreamingListenerBatchSkipped;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that completed without some of their outputs. What they held is kept, and their inputs are not told that it is
 * processed, until the outputs have been given it again or the program gives it up. Safe for use by many threads.
 */
public final class Skips {
    private static final Logger LOG = LoggerFactory.getLogger(Skips.class);

    private final JobEnvironment job;
    private final Journal journal;
    private final StreamGraph graph;
    private final Consumer<BatchPlan> commit;
    private final boolean skips;
    private final long most;
    private final Set<BatchId> wanted = new LinkedHashSet<>();

    /** Takes over what the journal knows; {@code commit} tells the inputs that a batch will not be read again. */
    Skips(JobEnvironment job, Consumer<BatchPlan> commit) {
        this.job = job;
        this.journal = job.journal();
        this.graph = job.graph();
        this.commit = commit;
        this.skips = job.conf().get(StreamingSettings.BATCH_FAILURE) == FailurePolicy.SKIP;
        this.most = job.conf().get(StreamingSettings.SKIPPED_MAX);
        for (Skip skip : journal.skips()) {
            if (skip.isReplayable()) {
                hold(skip);
            }
        }
        if (job.conf().get(StreamingSettings.REPLAY_SKIPPED)) {
            replay();
        }
    }

    /** Lists what has been skipped, oldest first. */
    public List<SkippedBatch> list() {
        return journal.skips().stream().map(Skip::batch).toList();
    }

    /** Has all skipped batches replayed that can be, one with each of the next batches; returns how many. */
    public synchronized int replay() {
        List<Skip> replayable =
                journal.skips().stream().filter(Skip::isReplayable).toList();
        replayable.forEach(skip -> wanted.add(skip.plan().id()));
        return replayable.size();
    }

    /** Gives a skipped batch up; returns whether there was one. */
    public boolean drop(BatchId id) throws IOException {
        Optional<Skip> skip = find(id);
        if (skip.isPresent()) {
            settle(skip.get(), uids(skip.get(), output -> true));
        }
        return skip.isPresent();
    }

    /** Takes what the next batch replays. */
    synchronized List<SkippedInput> next() {
        while (!wanted.isEmpty()) {
            BatchId id = wanted.iterator().next();
            wanted.remove(id);
            Optional<Skip> skip = find(id);
            if (skip.isPresent()) {
                return List.of(replayOf(skip.get()));
            }
        }
        return List.of();
    }

    /** Notes what a batch completes without; returns whether its inputs are kept. */
    boolean note(BatchPlan plan, BatchOutcome outcome) throws Exception {
        List<SkippedBatch.State> states = skips ? graph.statesLeftOut(plan.time()) : List.of();
        if (outcome.skipped().isEmpty() && states.isEmpty()) {
            return false;
        }
        if (journal.skips().size() >= most) {
            throw new IllegalStateException("batch " + plan.id() + " would be skipped, but " + most
                    + " skipped batches are kept already, as many as shaduf.skipped.max allows; replay or drop them");
        }
        List<String> inputs = plan.inputs().entrySet().stream()
                .map(input -> input.getKey() + ": " + input.getValue().describe())
                .sorted()
                .toList();
        SkippedBatch batch = new SkippedBatch(plan.id(), plan.time(), inputs, outcome.skipped(), states);
        Skip skip = new Skip(new BatchPlan(plan.id(), plan.time(), plan.inputs(), plan.layout()), batch);
        journal.skipped(skip);
        LOG.error("batch {} (time {}) goes on without {}", plan.id().number(), plan.time(), batch);
        job.bus().post(l -> l.onBatchSkipped(new StreamingListenerBatchSkipped(batch)));
        boolean kept = skip.isReplayable();
        if (kept) {
            hold(skip);
        }
        return kept;
    }

    /** Notes what a batch has replayed. */
    void replayed(BatchPlan plan, BatchOutcome outcome) throws IOException {
        for (SkippedInput replay : plan.replays()) {
            Optional<Skip> skip = find(replay.of());
            if (skip.isPresent()) {
                settle(
                        skip.get(),
                        replay.outputs().stream()
                                .filter(output -> !outcome.skipped(output))
                                .collect(Collectors.toSet()));
            }
        }
    }

    private void settle(Skip skip, Set<String> outputs) throws IOException {
        journal.settled(skip.plan().id(), outputs);
        boolean open = find(skip.plan().id()).filter(Skip::isReplayable).isPresent();
        if (!open && skip.isReplayable()) {
            graph.release(skip.plan().time());
            commit.accept(skip.plan());
        }
    }

    private void hold(Skip skip) {
        graph.hold(skip.plan().time(), skip.plan().inputs());
    }

    private Optional<Skip> find(BatchId id) {
        return journal.skips().stream()
                .filter(skip -> skip.plan().id().equals(id))
                .findFirst();
    }

    private static SkippedInput replayOf(Skip skip) {
        BatchPlan plan = skip.plan();
        Set<String> outputs = uids(skip, SkippedBatch.Output::replayable);
        return new SkippedInput(plan.id(), plan.time(), plan.inputs(), plan.layout(), List.copyOf(outputs));
    }

    private static Set<String> uids(Skip skip, Predicate<SkippedBatch.Output> which) {
        return skip.batch().outputs().stream()
                .filter(which)
                .map(SkippedBatch.Output::uid)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
