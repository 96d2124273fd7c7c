// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spark.cluster.SparkCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program that is killed again and again, driving a cluster: it begins on local threads, goes on there from the same checkpoint
 * directory, and comes back in the last round. 2 kills there, or 10 in a soak, or {@code -Dkill.rounds}; {@code -Dkill.seed} repeats a run.
 */
class KilledOnClusterIT extends KilledProgramIT {
    private static final long MILLIS_BETWEEN_LOOKS = 50;
    private static final int LOOKS = 2_400;

    @Override
    int kills() {
        return 1 + Integer.getInteger("kill.rounds", Boolean.getBoolean("test.soak") ? 10 : 2);
    }

    @Override
    String master(int round) {
        boolean atHome = round == 0 || round == kills();
        return atHome ? "local[4]" : SparkCluster.shared().master();
    }

    /** Executors keep theirs in the heap. */
    @Override
    String store() {
        return "heap";
    }

    /** Executors know the directory, not the fault that this JVM puts before it. */
    @Override
    boolean mayFail() {
        return false;
    }

    @Override
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx600m"));
        SparkCluster.shared().settings().forEach((key, value) -> options.add("-D" + key + "=" + value));
        return options;
    }

    @Override
    void awaitWork(Process program) throws Exception {
        int before = written();
        for (int look = 0; look < LOOKS && written() <= before; look++) {
            if (program.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private int written() {
        return Optional.ofNullable(temp.resolve("counts").toFile().list())
                .map(names -> (int) List.of(names).stream()
                        .filter(name -> !name.startsWith("."))
                        .count())
                .orElse(0);
    }
}
