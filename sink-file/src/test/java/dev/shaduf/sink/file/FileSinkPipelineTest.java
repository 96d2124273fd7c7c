// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.testkit.StreamingTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;

class FileSinkPipelineTest {
    @TempDir
    Path folder;

    @StreamingTest
    void shouldSaveEachBatchAlsoAnEmptyOne(StreamHarness harness) throws Exception {
        harness.source(List.of("a", "b"), List.of(), List.of("c")).saveAsTextFiles(folder + "/out", "txt");

        harness.runBatches(3);

        assertThat(Published.in(folder).names())
                .containsExactly("out-1000000001000.txt", "out-1000000002000.txt", "out-1000000003000.txt");
        assertThat(Published.in(folder).lines()).containsExactly("a", "b", "c");
    }

    @StreamingTest
    void shouldSaveObjectsThatCanBeReadBack(StreamHarness harness) throws Exception {
        harness.source(List.of(1, 2, 3)).saveAsObjectFiles(folder + "/out");

        harness.runBatches(1);

        Path part = Published.in(folder).parts().get(0);
        try (var reader = ObjectFileReader.open(part, Integer.class, ObjectFileReader.allow())) {
            assertThat(reader).toIterable().containsExactly(1, 2, 3);
        }
    }

    @StreamingTest
    void shouldWriteABatchOnceWhenItIsTriedAgain(StreamHarness harness) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        harness.source(List.of(1, 2), List.of(3))
                .map(x -> {
                    if (x == 2 && failed.compareAndSet(false, true)) {
                        throw new IOException("once");
                    }
                    return x;
                })
                .sinkTo("file", Map.of("prefix", folder + "/out"));

        harness.runBatches(2);

        assertThat(Published.in(folder).lines()).containsExactly("1", "2", "3");
    }

    @StreamingTest
    void shouldFailTheBatchWhenSomethingIsInTheWay(StreamHarness harness) throws Exception {
        Files.writeString(folder.resolve("out-1000000001000"), "theirs");
        harness.source(List.of(1)).saveAsTextFiles(folder + "/out");

        assertThatIOException().isThrownBy(() -> harness.runBatches(1)).withMessageContaining("is in the way");
        assertThat(folder.resolve("out-1000000001000")).hasContent("theirs");
    }
}
