// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.Source;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Run by {@link ContractsTest}, once per flaw. */
class SourceContractCase extends SourceContract<String, FlawedSource.Lines, FlawedSource.Half> {
    static volatile String flaw = "none";

    @TempDir
    Path folder;

    @BeforeEach
    void createFile() throws IOException {
        Files.createFile(folder.resolve("lines"));
    }

    @Override
    protected Source<String, FlawedSource.Lines, FlawedSource.Half> source() {
        return new FlawedSource(flaw, folder.resolve("lines").toString());
    }

    @Override
    protected List<String> records(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "line " + i).toList();
    }

    @Override
    protected void feed(List<String> records) throws IOException {
        Files.write(folder.resolve("lines"), records, StandardOpenOption.APPEND);
    }

    @Override
    protected Duration patience() {
        return Durations.seconds(3);
    }
}
