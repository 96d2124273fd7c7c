// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.Program;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a program with what the journal says about the last one, before it goes on: finds everything that does not fit. */
final class ProgramCheck {
    private final Recovered recovered;
    private final Program before;
    private final StreamGraph graph;
    private final StreamingConf conf;

    ProgramCheck(Recovered recovered, Program before, StreamGraph graph, StreamingConf conf) {
        this.recovered = recovered;
        this.before = before;
        this.graph = graph;
        this.conf = conf;
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        faults.addAll(states());
        faults.addAll(inputs());
        faults.addAll(interval());
        return faults;
    }

    private List<String> states() {
        Set<String> dropped = Set.copyOf(CheckpointSettings.uids(conf, CheckpointSettings.STATE_DROP));
        Map<String, GraphShape.State> now =
                graph.shape().states().stream().collect(Collectors.toMap(GraphShape.State::uid, Function.identity()));
        List<String> faults = new ArrayList<>();
        for (GraphShape.State old : before.shape().states()) {
            GraphShape.State found = now.get(old.uid());
            if (!dropped.contains(old.uid()) && (found == null || !found.kind().equals(old.kind()))) {
                faults.add(state(old, found));
            }
        }
        for (String uid : dropped) {
            if (before.shape().states().stream().noneMatch(state -> state.uid().equals(uid)) && !wasDropped(uid)) {
                faults.add(CheckpointSettings.STATE_DROP.key() + " names '" + uid + "', which is no state of this"
                        + " directory; it has " + uids(before.shape().states()));
            }
        }
        return faults;
    }

    private boolean wasDropped(String uid) {
        return before.dropped().contains(uid);
    }

    private static String state(GraphShape.State old, GraphShape.@Nullable State found) {
        String what = found == null
                ? "no operator of the program has it now"
                : "it is that of " + found.place() + " now, a " + found.kind();
        return "the state with uid '" + old.uid() + "', made by " + old.place() + " (" + old.kind()
                + "), would be lost: "
                + what + "; give the " + old.kind() + " that is to go on with it .uid(\"" + old.uid()
                + "\"), or drop it with "
                + CheckpointSettings.STATE_DROP.key() + "=" + old.uid();
    }

    private static Set<String> uids(List<GraphShape.State> states) {
        return states.stream().map(GraphShape.State::uid).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> inputs() {
        Set<String> now =
                graph.shape().inputs().stream().map(GraphShape.Input::uid).collect(Collectors.toSet());
        now.addAll(CheckpointSettings.uids(conf, CheckpointSettings.INPUT_DROP));
        Map<String, List<Long>> missing = new TreeMap<>();
        for (Recovered.OpenBatch open : recovered.open()) {
            for (String uid : open.plan().inputs().keySet()) {
                if (!now.contains(uid)) {
                    missing.computeIfAbsent(uid, name -> new ArrayList<>())
                            .add(open.plan().id().number());
                }
            }
        }
        return missing.entrySet().stream()
                .map(entry -> input(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String input(String uid, List<Long> batches) {
        String old = before.shape().inputs().stream()
                .filter(input -> input.uid().equals(uid))
                .findFirst()
                .map(input -> input.name() + ", " + input.place())
                .orElse("unknown");
        return "the input with uid '" + uid + "' (" + old + ") is not in the program any more, but batches " + batches
                + " in flight have records of it; keep it until they are done, or give another input .uid(\"" + uid
                + "\"), or drop these records with " + CheckpointSettings.INPUT_DROP.key() + "=" + uid;
    }

    private List<String> interval() {
        Duration interval = graph.batchInterval();
        Time zero = before.zero();
        if (interval.equals(before.interval()) || zero.isMultipleOf(interval) || !graph.slides()) {
            return List.of();
        }
        return List.of("the batch interval was " + before.interval() + " and is " + interval
                + " now: windows slide at whole slides after " + zero + ", the zero time of the stream, which no batch"
                + " every " + interval + " meets; choose an interval that divides " + before.interval());
    }
}
