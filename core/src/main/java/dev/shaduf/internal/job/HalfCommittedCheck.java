// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.HalfCommitted;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.graph.OutputInfo;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.spi.Guarantee;
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
 * Finds batches in flight of which an output may hold something that nobody can make sure of: because the program above it
 * was another one, so that the rest would not fit, or because a sink that otherwise knows has lost what it knew by. The sink is
 * asked, and where it cannot say that it has all or nothing, a setting decides.
 */
final class HalfCommittedCheck {
    private static final String CHANGED =
            "its sink %s may hold a part of the batch, as the program before wrote it; start"
                    + " the program before once more, or choose with %s=write or skip";
    private static final String FORGOTTEN =
            "its sink %s cannot tell any more whether it has the batch; look at its target,"
                    + " then choose with %s=write (it has not) or skip (it has)";

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
        Map<String, GraphShape.Output> shapes = new HashMap<>();
        graph.shape().outputs().forEach(shape -> shapes.put(shape.uid(), shape));
        for (Recovered.OpenBatch open : recovered.open()) {
            for (OutputInfo output : graph.outputs()) {
                List<GraphShape.Output> before = before(open, output);
                GraphShape.Output now = shapes.get(output.uid());
                boolean changed = before.stream()
                        .anyMatch(old -> now != null && !old.path().equals(now.path()));
                if (changed || (!before.isEmpty() && output.guarantee() == Guarantee.EXACTLY_ONCE)) {
                    check(open.plan(), output, changed, faults);
                }
            }
        }
        return faults;
    }

    /** Returns the uids of the outputs that take a batch as written. */
    Set<String> skipped(BatchId batch) {
        return skipped.getOrDefault(batch, Set.of());
    }

    /** Lists what the output was in the programs that may have written to it; nothing where it is new. */
    private static List<GraphShape.Output> before(Recovered.OpenBatch open, OutputInfo output) {
        return open.programs().stream()
                .flatMap(program -> program.shape().outputs().stream())
                .filter(old -> old.uid().equals(output.uid()))
                .toList();
    }

    private void check(BatchPlan plan, OutputInfo output, boolean changed, List<String> faults)
            throws InterruptedException {
        String what = "batch " + plan.id().number() + " (time " + plan.time() + ", id " + plan.id() + ") is in flight"
                + (changed ? ", and the program above output '" : ", and output '") + output.uid() + "' ("
                + output.origin() + ")" + (changed ? " has changed: " : " was written by an earlier run: ");
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
            String fault = changed ? CHANGED : FORGOTTEN;
            faults.add(what + String.format(fault, output.target(), CheckpointSettings.HALF_COMMITTED.key()));
        }
    }
}
