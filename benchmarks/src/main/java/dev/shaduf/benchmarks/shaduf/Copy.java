// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes every line, changed, into another topic, exactly once: a transaction per batch, and the journal on disk. */
public final class Copy {
    private Copy() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link ShadufJob}; the journal is in the folder for temporary files unless {@code checkpoint} says where
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] args) throws InterruptedException {
        ShadufJob job = ShadufJob.of(withJournal(args), KafkaClients.COMMIT_MILLIS);
        job.lines().map(KafkaClients::mapped).sinkTo(job.topicSink());
        Completion completion = job.runToCompletion();
        ShadufJob.finish(completion.result());
    }

    private static String[] withJournal(String[] args) {
        List<String> all = new ArrayList<>(List.of(args));
        if (!all.contains("--checkpoint")) {
            all.addAll(List.of(
                    "--checkpoint",
                    Path.of(System.getProperty("java.io.tmpdir"), "shaduf-copy").toString()));
        }
        return all.toArray(new String[0]);
    }
}
