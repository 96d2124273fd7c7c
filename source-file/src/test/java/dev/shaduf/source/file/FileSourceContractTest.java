// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import dev.shaduf.source.file.internal.FileRange;
import dev.shaduf.source.file.internal.FileSplit;
import dev.shaduf.spi.Source;
import dev.shaduf.testkit.contract.SourceContract;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends SourceContract<String, FileRange, FileSplit> {
    @TempDir
    Path folder;

    private int files;

    @Override
    protected Source<String, FileRange, FileSplit> source() {
        return FileSource.text(folder.toString())
                .listInterval(Durations.milliseconds(5))
                .settle(Durations.milliseconds(0))
                .splitBytes(40)
                .maxFilesPerBatch(2)
                .build();
    }

    @Override
    protected List<String> records(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "line " + i).toList();
    }

    @Override
    protected void feed(List<String> records) throws IOException {
        List<String> rest = new ArrayList<>(records);
        while (!rest.isEmpty()) {
            List<String> some = rest.subList(0, Math.min(12, rest.size()));
            Drop.into(folder, "part-" + files++, String.join("\n", some));
            some.clear();
        }
    }

    @Override
    protected int smallestRange() {
        return 24;
    }

    @Override
    protected Duration patience() {
        return Durations.seconds(30);
    }
}
