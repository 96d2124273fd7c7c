// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.MemoryCheckpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream with every kind of state goes from local threads to a cluster and back, by its checkpoint directory. */
class MovedStoryIT {
    private static final String CLUSTER = System.getProperty("semantics.master");

    @TempDir
    Path temp;

    @Test
    void shouldGoOnOnTheClusterAndComeBack() throws Exception {
        Story moved = new Story(temp);
        moved.run(Story.Run.usual().with("local[4]", 4), 4);
        moved.run(Story.Run.usual().with(CLUSTER, 4), 4);
        moved.run(Story.Run.usual().with("local[4]", 4), 4);

        assertThat(moved.said()).isEqualTo(stayed(12));
    }

    @Test
    void shouldMoveWithOtherPartitionsAndWithBatchesInFlight() throws Exception {
        Story moved = new Story(temp);
        int passed = moved.runUntil(Story.Run.usual().with("local[2]", 3), BatchStep.PREPARED, 3, 10);
        passed += moved.runUntil(Story.Run.usual().with(CLUSTER, 2), BatchStep.UPDATED, 3, 10);
        moved.run(Story.Run.usual().with(CLUSTER, 4), 3);
        moved.run(Story.Run.usual().with("local[2]", 1), 2);

        assertThat(moved.said()).isEqualTo(stayed(passed + 5));
    }

    @Test
    void shouldGoOnWhereExecutorsCannotReachTheCheckpointDirectory() throws Exception {
        MemoryCheckpoint ofThisJvm = new MemoryCheckpoint();
        Story moved = new Story(temp).on(TestStores.register(ofThisJvm::open));
        moved.run(Story.Run.usual().with("local[2]", 3), 3);
        moved.run(Story.Run.usual().with(CLUSTER, 3), 3);
        moved.run(Story.Run.usual().with(CLUSTER, 2), 3);
        moved.run(Story.Run.usual().with("local[2]", 3), 2);

        assertThat(moved.said()).isEqualTo(stayed(11));
    }

    private Map<String, Map<Long, String>> stayed(int batches) throws Exception {
        Story stayed = new Story(temp);
        stayed.run(Story.Run.usual(), batches);
        return stayed.said();
    }
}
