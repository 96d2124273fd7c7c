// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.WindowRecovery;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.graph.PastReader;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds windows that would begin without records of past batches, because these cannot be read again. */
final class PastCheck {
    private final Recovered recovered;
    private final StreamGraph graph;
    private final Map<String, RunningInput> inputs = new HashMap<>();
    private final WindowRecovery choice;

    PastCheck(Recovered recovered, StreamGraph graph, List<RunningInput> inputs, WindowRecovery choice) {
        this.recovered = recovered;
        this.graph = graph;
        inputs.forEach(input -> this.inputs.put(input.uid(), input));
        this.choice = choice;
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (PastReader reader : graph.pastReaders()) {
            Time oldest =
                    recovered.lastCompletedTime().plus(graph.batchInterval()).minus(reader.reach());
            List<BatchPlan> read = recovered.finished().stream()
                    .filter(plan -> plan.time().after(oldest))
                    .toList();
            if (choice == WindowRecovery.REFUSE && !read.isEmpty()) {
                faults.addAll(states(reader));
                faults.addAll(inputs(reader, read));
            }
        }
        return faults;
    }

    private static List<String> states(PastReader reader) {
        return reader.states().stream()
                .map(uid -> fault(
                        reader,
                        "past results of the state with uid '" + uid
                                + "', which are not kept; put the window before it"))
                .toList();
    }

    private List<String> inputs(PastReader reader, List<BatchPlan> read) {
        List<String> faults = new ArrayList<>();
        for (String uid : reader.inputs()) {
            List<Long> lost = read.stream()
                    .filter(plan -> !canRead(uid, plan))
                    .map(plan -> plan.id().number())
                    .toList();
            if (!lost.isEmpty()) {
                faults.add(fault(
                        reader, "what input '" + uid + "' gave to batches " + lost + ", which it cannot read again"));
            }
        }
        return faults;
    }

    private boolean canRead(String uid, BatchPlan plan) {
        InputPlan planned = plan.inputs().get(uid);
        RunningInput input = inputs.get(uid);
        return planned == null || input == null || input.canRead(planned);
    }

    private static String fault(PastReader reader, String what) {
        return reader.place() + " would begin without " + what + ", or accept that the first windows are partial with "
                + CheckpointSettings.WINDOW_RECOVERY.key() + "=partial";
    }
}
