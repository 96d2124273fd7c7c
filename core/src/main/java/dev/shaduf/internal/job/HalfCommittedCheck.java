// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.HalfCommitted;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Program;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds batches in flight that an output may hold in part, written by a program that was another one above this output. The
 * rest would not fit: the sink is asked, and where it cannot say that it has all or nothing, a setting decides.
 */
final class HalfCommittedCheck {
    private final Recovered recovered;
    private final StreamGraph graph;
    private final HalfCommitted choice;
    private final Map<BatchId, Set<String>> skipped = new HashMap<>();

    HalfCommittedCheck(Recovered recovered, StreamGraph graph, HalfCommitted choice) {
        this.recovered = recovered;
        this.graph = graph;
        this.choice = choice;
    }

    List<String> faults() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        for (Recovered.OpenBatch open : recovered.open()) {
            for (GraphShape.Output output : graph.shape().outputs()) {
                if (open.programs().stream().anyMatch(program -> differs(program, output))) {
                    check(open.plan(), output, faults);
                }
            }
        }
        return faults;
    }

    /** Returns the uids of the outputs that take a batch as written. */
    Set<String> skipped(BatchId batch) {
        return skipped.getOrDefault(batch, Set.of());
    }

    private static boolean differs(Program before, GraphShape.Output output) {
        return before.shape().outputs().stream()
                .anyMatch(old -> old.uid().equals(output.uid()) && !old.path().equals(output.path()));
    }

    private void check(BatchPlan plan, GraphShape.Output output, List<String> faults) throws InterruptedException {
        String what =
                "batch " + plan.id().number() + " (time " + plan.time() + ", id " + plan.id() + ") is in flight, and"
                        + " the program above output '" + output.uid() + "' (" + output.place() + ") has changed: ";
        try {
            if (graph.ask(output.uid(), new SinkBatch(plan.id(), plan.time())) != Recovery.UNKNOWN) {
                return;
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            faults.add(what + "its sink cannot be asked whether it has the batch: " + e);
            return;
        }
        if (choice == HalfCommitted.SKIP) {
            skipped.computeIfAbsent(plan.id(), id -> new HashSet<>()).add(output.uid());
        } else if (choice == HalfCommitted.REFUSE) {
            faults.add(what + "its sink may hold a part of the batch, as the program before wrote it; start the program"
                    + " before once more, or choose with " + CheckpointSettings.HALF_COMMITTED.key()
                    + "=write or skip");
        }
    }
}
