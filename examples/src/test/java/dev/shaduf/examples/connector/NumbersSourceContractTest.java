// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.examples.connector.NumbersSource.Numbers;
import dev.shaduf.testkit.contract.SourceContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The example keeps every rule of the contract. */
class NumbersSourceContractTest extends SourceContract<Long, Numbers, Numbers> {
    @TempDir
    Path directory;

    @BeforeEach
    void beginFile() throws IOException {
        feed(List.of());
    }

    @Override
    protected NumbersSource source() {
        return new NumbersSource(file().toString(), 1_000);
    }

    @Override
    protected List<Long> records(int from, int count) {
        return LongStream.range(from, from + count).boxed().toList();
    }

    @Override
    protected void feed(List<Long> records) throws IOException {
        NumberFile.append(file(), records);
    }

    private Path file() {
        return directory.resolve("numbers.bin");
    }
}
