// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a receiver with a log remembers of its lanes. */
class ReceiverLanesTest extends RestartedReceiver {
    @Test
    void shouldForgetLanesThatAreGone() throws Exception {
        for (int i = 0; i < 100; i++) {
            receiver.store("x", Position.of("gone " + i, 1));
        }
        receiver.store("a", Position.of("lane", 1));

        receiver.context().retainLanes(Set.of("lane"));
        long before = logged();
        receiver.store("b", Position.of("lane", 2));
        run().takeBlocks();

        assertThat(logged() - before).isLessThan(300);
        assertThat(receiver.context().lastPosition("gone 1")).isEmpty();
        assertThat(receiver.context().lastPosition("lane")).contains(Position.of("lane", 2));
        restart();
        assertThat(run().lastPosition("lane")).contains(Position.of("lane", 2));
        assertThat(run().lastPosition("gone 1")).contains(Position.of("gone 1", 1)); // until its block is gone
    }

    @Test
    void shouldNotForgetALaneBeforeWhatWasStoredOfItIsDurable() throws Exception {
        receiver.store("a", Position.of("gone", 1));
        run().takeBlocks();
        receiver.store("b", Position.of("gone", 2));
        store().full = true;
        receiver.context().retainLanes(Set.of());
        store().full = false;
        run().takeBlocks();

        assertThat(run().lastPosition("gone")).contains(Position.of("gone", 2));
        restart();
        assertThat(run().lastPosition("gone")).contains(Position.of("gone", 2));
    }

    @Test
    void shouldFreeTheLogBehindALaneThatIsGone() throws Exception {
        receiver.store("a", Position.of("gone", 1));
        receiver.store(List.of("b"));
        receiver.context().retainLanes(Set.of());
        receiver.store("c", Position.of("lane", 1));
        run().takeBlocks();
        int before = store().list("received/").size();
        for (int i = 2; i < 200; i++) {
            receiver.store("d".repeat(100), Position.of("lane", i));
            run().takeBlocks();
        }

        run().forgetBefore(Long.MAX_VALUE);

        assertThat(store().list("received/").size()).isLessThanOrEqualTo(before + 1);
    }

    private long logged() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("received/lines"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
