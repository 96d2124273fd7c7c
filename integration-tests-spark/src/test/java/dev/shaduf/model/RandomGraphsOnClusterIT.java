// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sample of the random graphs on a cluster: 4, or 300 in a soak. {@code -Dtest.model.seed=…} repeats a run.
 */
class RandomGraphsOnClusterIT {
    private static final int GRAPHS =
            Integer.getInteger("test.model.graphs", Boolean.getBoolean("test.soak") ? 300 : 4);

    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldYieldWhatTheModelYields() {
        long seed = Long.getLong("test.model.seed", System.nanoTime());
        Check check = new Check(directory);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < GRAPHS && failures.isEmpty(); i++) {
            int number = (int) Math.floorMod(seed + i, 10_000L);
            check.failure(RandomGraphsIT.graph(seed + i, number)).ifPresent(failures::add);
        }

        assertThat(failures)
                .as("seed %s: %s", seed, String.join("\n\n", failures))
                .isEmpty();
    }
}
