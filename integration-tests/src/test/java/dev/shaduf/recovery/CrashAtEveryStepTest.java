// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.BatchStep;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash at any step, once or twice: what comes out is what would have come out without it. */
class CrashAtEveryStepTest {
    private static final int BATCHES = 8;
    private static final int MOST_BEFORE_CRASH = 30;
    private static final Map<Integer, Map<String, Map<Long, String>>> EXPECTED = new ConcurrentHashMap<>();

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(BatchStep.class)
    void shouldGiveTheSameAsWithoutACrash(BatchStep step) throws Exception {
        Story crashed = new Story(temp);
        int passed = crashed.runUntil(Story.Run.usual(), step, isSnapshot(step) ? 1 : 3, MOST_BEFORE_CRASH);
        int more = Math.max(1, BATCHES - passed);
        crashed.run(Story.Run.usual(), more);

        assertThat(crashed.said()).isEqualTo(uninterrupted(passed + more));
    }

    @ParameterizedTest
    @EnumSource(BatchStep.class)
    void shouldGiveTheSameWhenTheRestartCrashesAsWell(BatchStep step) throws Exception {
        Story crashed = new Story(temp);
        int passed = crashed.runUntil(Story.Run.usual(), step, isSnapshot(step) ? 1 : 2, MOST_BEFORE_CRASH);
        passed += crashed.runUntil(Story.Run.usual().with("local[1]", 3), step, 1, MOST_BEFORE_CRASH);
        crashed.run(Story.Run.usual().with("local[3]", 1), Math.max(1, BATCHES - passed));

        assertThat(crashed.said()).isEqualTo(uninterrupted(Math.max(passed + 1, BATCHES)));
    }

    private static boolean isSnapshot(BatchStep step) {
        return step.compareTo(BatchStep.SNAPSHOT_BEGUN) >= 0;
    }

    /** Returns what comes out of some batches; the same every time, so it is found out once. */
    private Map<String, Map<Long, String>> uninterrupted(int batches) throws Exception {
        Map<String, Map<Long, String>> known = EXPECTED.get(batches);
        if (known == null) {
            Story whole = new Story(temp);
            whole.run(Story.Run.usual(), batches);
            known = whole.said();
            EXPECTED.put(batches, known);
        }
        return known;
    }
}
