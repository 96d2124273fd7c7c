// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.testkit.contract.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** The example keeps every rule of the contract. */
class LogFileSinkContractTest extends SinkContract<String> {
    @TempDir
    Path directory;

    @Override
    protected LogFileSink sink() {
        return new LogFileSink(directory.toString());
    }

    @Override
    protected List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    @Override
    protected List<String> visible() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "[!.]*.txt")) {
            for (Path file : files) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
