// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.internal.block.BlockId;
import dev.shaduf.internal.block.BlockInfo;
import dev.shaduf.internal.block.BlockLog;
import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.internal.journal.SourceProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs of receivers that the program does not have any more, or has without a log. What no batch has had of them is not lost
 * without a word; what nobody can need is deleted. A log that says how far its peer was read is kept for a receiver that comes
 * back, until the program gives it up.
 */
final class LeftLogs {
    private static final Logger LOG = LoggerFactory.getLogger(LeftLogs.class);

    private final Journal journal;
    private final Recovered recovered;
    private final boolean logging;
    private final Set<String> dropped;
    private final Set<String> receivers;
    private final Set<String> unneeded = new TreeSet<>();

    LeftLogs(JobEnvironment job, List<RunningInput> inputs, Recovered recovered) {
        this.journal = job.journal();
        this.recovered = recovered;
        this.logging = job.conf().get(CheckpointSettings.RECEIVER_LOG);
        this.dropped = Set.copyOf(CheckpointSettings.uids(job.conf(), CheckpointSettings.INPUT_DROP));
        this.receivers = inputs.stream()
                .filter(input -> input.receiver().isPresent())
                .map(RunningInput::uid)
                .collect(Collectors.toSet());
    }

    /** Looks through them; finds those that hold what no batch has had. */
    List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String name : journal.logs(Journal.RECEIVED)) {
            String uid = name.substring(Journal.RECEIVED.length());
            if (!receivers.contains(uid) && dropped.contains(uid)) {
                unneeded.add(name);
            } else if (!logging || !receivers.contains(uid)) {
                look(name, uid, faults);
            }
        }
        return faults;
    }

    private void look(String name, String uid, List<String> faults) throws IOException {
        BlockLog log = BlockLog.open(journal.log(name).orElseThrow(), journal.codecs());
        long planned = planned(uid);
        Set<Long> inFlight = receivers.contains(uid) ? inFlight(uid) : Set.of();
        long blocks = log.count(number -> number > planned || inFlight.contains(number));
        if (blocks > 0) {
            faults.add(fault(uid, blocks));
        } else if (log.positions().isEmpty() && !isSkipped(uid)) {
            unneeded.add(name);
        } else if (!receivers.contains(uid)) {
            LOG.info(
                    "{} is kept for a receiver with uid '{}', which would go on from there; {}={} deletes it",
                    name,
                    uid,
                    CheckpointSettings.INPUT_DROP.key(),
                    uid);
        }
    }

    private String fault(String uid, long blocks) {
        String what = "what the receiver with uid '" + uid + "' has stored and no completed batch has had, in " + blocks
                + " blocks of its log, would be lost";
        return receivers.contains(uid)
                ? what + " without the log; set " + CheckpointSettings.RECEIVER_LOG.key()
                        + "=true until it is processed"
                : what + ": the program does not have that receiver any more; keep it until"
                        + " its records are processed, or give another receiver .uid(\"" + uid
                        + "\"), or drop them with "
                        + CheckpointSettings.INPUT_DROP.key() + "=" + uid;
    }

    private long planned(String uid) {
        SourceProgress progress = recovered.sources().get(uid);
        return progress != null && progress.memory() instanceof Long number ? number : -1;
    }

    private Set<Long> inFlight(String uid) {
        Set<Long> numbers = new HashSet<>();
        for (Recovered.OpenBatch open : recovered.open()) {
            if (open.plan().inputs().get(uid) instanceof InputPlan.Blocks taken) {
                taken.blocks().stream().map(BlockInfo::id).map(BlockId::number).forEach(numbers::add);
            }
        }
        return numbers;
    }

    /** Tells whether a skipped batch could still be replayed with what is in a log. */
    private boolean isSkipped(String uid) {
        return journal.skips().stream().anyMatch(skip -> skip.plan().inputs().containsKey(uid));
    }

    /** Deletes what nobody needs; what cannot be deleted takes space, and the next start tries again. */
    void delete() {
        for (String name : unneeded) {
            try {
                journal.deleteLog(name);
                LOG.info("{} is deleted: the program does not have that receiver, or its log, any more", name);
            } catch (IOException e) {
                LOG.warn("{}, which nobody needs any more, cannot be deleted: {}", name, e.toString());
            }
        }
    }
}
