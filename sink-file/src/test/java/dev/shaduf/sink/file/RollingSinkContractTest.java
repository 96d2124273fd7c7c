// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.contract.SinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

class RollingSinkContractTest extends SinkContract<String> {
    @TempDir
    Path folder;

    @Override
    protected Sink<Object> sink() {
        return FileSink.builder(folder.resolve("out").toString())
                .partitionByTime("yyyy/MM")
                .partitionBy(record -> "k" + record.toString().length() % 2)
                .gzip()
                .build();
    }

    @Override
    protected List<String> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> "record " + i).toList();
    }

    @Override
    protected List<String> visible() throws IOException {
        return Rolled.in(folder.resolve("out")).lines();
    }
}
