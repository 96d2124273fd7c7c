// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of one program, alike to the last uid and running at the same times, each with a checkpoint directory of its own,
 * write into one table: neither takes the batches of the other for its own.
 */
class TwoInstancesTest {
    @TempDir
    Path temp;

    private final Fresh database;

    TwoInstancesTest() throws Exception {
        database = TestDatabase.H2.fresh();
    }

    /** One instance, over all its processes. */
    private final class Instance {
        private final ManualClock clock = new ManualClock();
        private final MemorySource<Integer> source = new MemorySource<>("numbers");
        private final String name;
        private int next;

        Instance(String name, int first) {
            this.name = name;
            this.next = first;
        }

        StreamHarness start(CrashInjector crash) throws Exception {
            StreamHarness harness = StreamHarness.builder()
                    .clock(clock)
                    .conf("shaduf.checkpoint.dir", temp.resolve(name).toString())
                    .probe(crash)
                    .build();
            harness.stream(source)
                    .sinkTo(database.<Integer>sink()
                            .table("numbers")
                            .column("n", n -> n)
                            .build())
                    .uid("numbers-out");
            return harness;
        }

        void batch(StreamHarness harness) throws Exception {
            source.add(List.of(next++, next++));
            harness.runBatches(1);
        }
    }

    @Test
    void shouldCompleteBothAndDropNothing() throws Exception {
        database.execute("CREATE TABLE numbers (n INT)");
        Instance a = new Instance("a", 0);
        Instance b = new Instance("b", 100);
        try (StreamHarness one = a.start(CrashInjector.throwing());
                StreamHarness other = b.start(CrashInjector.throwing())) {
            for (int i = 0; i < 3; i++) {
                a.batch(one);
                b.batch(other);
            }
        }
        crash(a);
        try (StreamHarness one = a.start(CrashInjector.throwing());
                StreamHarness other = b.start(CrashInjector.throwing())) {
            a.batch(one);
            b.batch(other);
        }

        List<String> expected = IntStream.concat(IntStream.range(0, 10), IntStream.range(100, 108))
                .mapToObj(String::valueOf)
                .toList();
        assertThat(database.rows("SELECT n FROM numbers ORDER BY n"))
                .extracting(row -> row.get(0))
                .isEqualTo(expected);
    }

    /** The process dies when its batch is in the table and it does not know yet. */
    private static void crash(Instance instance) throws Exception {
        CrashInjector crash = CrashInjector.throwing().at(BatchStep.COMMITTED, 1);
        try (StreamHarness harness = instance.start(crash)) {
            instance.batch(harness);
        } catch (Exception e) {
            if (!crash.crashed()) {
                throw e;
            }
        }
        assertThat(crash.crashed()).isTrue();
    }
}
