// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.Sink;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Run by {@link ContractsTest}, once per flaw. */
class SinkContractCase extends SinkContract<String> {
    static volatile String flaw = "none";

    @TempDir
    Path folder;

    @Override
    protected Sink<String> sink() {
        return new FlawedSink(flaw, folder.toString());
    }

    @Override
    protected List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "record " + i).toList();
    }

    @Override
    protected List<String> visible() throws IOException {
        List<String> lines = new ArrayList<>();
        Path visible = Files.createDirectories(folder.resolve("visible"));
        try (Stream<Path> files = Files.list(visible)) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    @Override
    protected Duration patience() {
        return Durations.seconds(3);
    }
}
