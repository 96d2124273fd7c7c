// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.BatchStep;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash at any step, once or twice: what comes out is what would have come out without it. */
class CrashAtEveryStepTest {
    private static final int BATCHES = 12;
    private static final int MOST_BEFORE_CRASH = 9;

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(BatchStep.class)
    void shouldGiveTheSameAsWithoutACrash(BatchStep step) throws Exception {
        Story crashed = new Story(temp);
        int passed = crashed.runUntil(Story.Run.usual(), step, 3, MOST_BEFORE_CRASH);
        crashed.run(Story.Run.usual(), BATCHES - passed);

        assertThat(crashed.said()).isEqualTo(uninterrupted());
    }

    @ParameterizedTest
    @EnumSource(BatchStep.class)
    void shouldGiveTheSameWhenTheRestartCrashesAsWell(BatchStep step) throws Exception {
        Story crashed = new Story(temp);
        int passed = crashed.runUntil(Story.Run.usual(), step, 2, MOST_BEFORE_CRASH);
        passed += crashed.runUntil(Story.Run.usual().with("local[1]", 3), step, 1, MOST_BEFORE_CRASH);
        crashed.run(Story.Run.usual().with("local[3]", 1), Math.max(1, BATCHES - passed));

        Story expected = new Story(temp);
        expected.run(Story.Run.usual(), Math.max(passed + 1, BATCHES));
        assertThat(crashed.said()).isEqualTo(expected.said());
    }

    private Map<String, Map<Long, String>> uninterrupted() throws Exception {
        Story whole = new Story(temp);
        whole.run(Story.Run.usual(), BATCHES);
        return whole.said();
    }
}
