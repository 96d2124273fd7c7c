// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.Program;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.internal.journal.Skip;
import dev.shaduf.internal.journal.SourceProgress;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up a stream where an earlier run left it; without one, begins it. Used once, by the thread that starts the job:
 * {@link #zero}, {@link #check}, {@link #restore}, {@link #begin}, {@link #replays}.
 */
final class Restart {
    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

    private final JobEnvironment job;
    private final StreamGraph graph;
    private final Journal journal;
    private final List<RunningInput> inputs;
    private final Recovered recovered;
    private final Optional<Program> before;
    private final HalfCommittedCheck outputs;
    private final InputCommits commits;
    private final LeftLogs left;

    Restart(JobEnvironment job, List<RunningInput> inputs, InputCommits commits) {
        this.job = job;
        this.graph = job.graph();
        this.journal = job.journal();
        this.inputs = inputs;
        this.commits = commits;
        this.recovered = journal.recovered();
        this.before = Optional.ofNullable(recovered.program());
        this.left = new LeftLogs(job, inputs, recovered);
        this.outputs = new HalfCommittedCheck(recovered, graph, job.conf().get(CheckpointSettings.HALF_COMMITTED));
    }

    /** Returns the zero time of the stream, which stays the same, so that windows slide at the same times. */
    Time zero() {
        return before.map(Program::zero)
                .orElseGet(() -> Ticker.zero(job.clock().currentTimeMillis(), graph.batchInterval()));
    }

    /** Returns the time after which batches are planned. */
    Time last() {
        return before.isPresent() ? recovered.lastTime().floor(graph.batchInterval()) : zero();
    }

    boolean isRestart() {
        return before.isPresent();
    }

    /**
     * Checks, once the graph has started and the inputs are open, that the program can go on.
     *
     * @throws ConfigurationException naming everything that keeps it from doing so
     */
    void check() throws InterruptedException, IOException {
        List<String> faults =
                new ArrayList<>(new DamageCheck(recovered, job.conf().get(CheckpointSettings.DAMAGED)).faults());
        if (before.isPresent()) {
            check(before.get(), faults);
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("the checkpoint directory of '" + job.app() + "'", faults);
        }
    }

    private void check(Program program, List<String> faults) throws InterruptedException, IOException {
        faults.addAll(new ProgramCheck(recovered, program, graph, job.conf()).faults());
        faults.addAll(left.faults());
        faults.addAll(outputs.faults());
        faults.addAll(
                new PastCheck(recovered, graph, inputs, job.conf().get(CheckpointSettings.WINDOW_RECOVERY)).faults());
    }

    /** Has states, windows and sources go on from where they were. */
    void restore() throws Exception {
        List<String> dropped = CheckpointSettings.uids(job.conf(), CheckpointSettings.STATE_DROP);
        journal.restoreStates(job.engine(), dropped, graph.oldestNeeded(recovered.lastCompletedTime()));
        if (before.isPresent()) {
            resume();
        }
    }

    private void resume() throws Exception {
        Map<String, RunningInput> byUid = new HashMap<>();
        inputs.forEach(input -> byUid.put(input.uid(), input));
        for (SourceProgress progress : recovered.sources().values()) {
            RunningInput input = byUid.get(progress.uid());
            if (input != null) {
                input.restore(progress);
            }
        }
        for (BatchPlan plan : recovered.finished()) {
            graph.restore(plan.time(), readable(plan, byUid), plan.layout());
            if (!isKept(plan)) {
                if (plan.id().number() > recovered.lastTold()) {
                    tell(plan, byUid);
                }
                commits.hold(plan);
            }
        }
        inputs.forEach(input -> input.restore(needed(input)));
        LOG.info(
                "'{}' goes on after batch {} at {}, with {} batches in flight",
                job.app(),
                recovered.lastCompleted(),
                recovered.lastCompletedTime(),
                recovered.open().size());
    }

    /** Tells whether a batch was skipped and waits to be replayed: its inputs are told when that is settled. */
    private boolean isKept(BatchPlan plan) {
        return journal.skips().stream()
                .anyMatch(skip -> skip.isReplayable() && skip.plan().id().equals(plan.id()));
    }

    /** A source may not have heard that this batch is durable. */
    private static void tell(BatchPlan plan, Map<String, RunningInput> inputs) throws InterruptedException {
        for (Map.Entry<String, InputPlan> planned : plan.inputs().entrySet()) {
            RunningInput input = inputs.get(planned.getKey());
            if (input != null && planned.getValue() instanceof InputPlan.Range range) {
                try {
                    input.committed(range);
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    input.reportError("could not be told that batch " + plan.id() + " is completed", e);
                }
            }
        }
    }

    private List<InputPlan> needed(RunningInput input) {
        return Stream.of(
                        recovered.finished().stream(),
                        recovered.open().stream().map(Recovered.OpenBatch::plan),
                        journal.skips().stream().map(Skip::plan))
                .flatMap(Function.identity())
                .map(plan -> plan.inputs().get(input.uid()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Has the journal begin this run; one that ends with the process has nobody to describe the program to. */
    void begin(Consumer<Throwable> failed) throws Exception {
        if (journal.isDurable()) {
            Program program = new Program(
                    journal.epoch(),
                    zero(),
                    graph.batchInterval(),
                    CheckpointSettings.uids(job.conf(), CheckpointSettings.STATE_DROP),
                    graph.shape());
            journal.begin(program, job.engine(), failed);
            left.delete();
        }
    }

    /** Lists the batches in flight, oldest first. */
    List<Replay> replays() {
        Map<String, RunningInput> byUid = new HashMap<>();
        inputs.forEach(input -> byUid.put(input.uid(), input));
        List<Replay> replays = new ArrayList<>();
        for (Recovered.OpenBatch open : recovered.open()) {
            BatchPlan plan = open.plan();
            BatchPlan left = new BatchPlan(plan.id(), plan.time(), present(plan, byUid), plan.layout(), plan.replays());
            replays.add(new Replay(left, true, outputs.skipped(plan.id())));
        }
        return replays;
    }

    private static String lost(long planned, long left, BatchPlan plan) {
        String count = planned < 0 || left < 0 ? "" : (planned - left) + " ";
        return count + "records of batch " + plan.id()
                + " are lost: the blocks that they were in are not in the receiver's log";
    }

    private static Map<String, InputPlan> readable(BatchPlan plan, Map<String, RunningInput> inputs) {
        Map<String, InputPlan> readable = new HashMap<>();
        plan.inputs().forEach((uid, planned) -> {
            RunningInput input = inputs.get(uid);
            if (input != null && (planned instanceof InputPlan.Blocks || input.canRead(planned))) {
                readable.put(uid, input.adopt(planned));
            }
        });
        return readable;
    }

    /** What a source cannot read any more fails the batch; blocks that are not in a log are gone, and that is said. */
    private static Map<String, InputPlan> present(BatchPlan plan, Map<String, RunningInput> inputs) {
        Map<String, InputPlan> present = new HashMap<>();
        plan.inputs().forEach((uid, planned) -> {
            RunningInput input = inputs.get(uid);
            if (input != null) {
                InputPlan left = input.adopt(planned);
                present.put(uid, left);
                if (planned instanceof InputPlan.Blocks && !input.canRead(planned)) {
                    input.reportError(lost(planned.records(), left.records(), plan), null);
                }
            }
        });
        return present;
    }
}
