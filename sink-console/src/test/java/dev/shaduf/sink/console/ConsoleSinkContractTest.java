// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console;

import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.contract.SinkContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ConsoleSinkContractTest extends SinkContract<Integer> {
    private Captured console;

    @BeforeEach
    void capture() {
        console = new Captured();
    }

    @AfterEach
    void release() {
        console.close();
    }

    @Override
    protected Sink<Object> sink() {
        return ConsoleSink.builder().rows(1_000).build();
    }

    @Override
    protected List<Integer> records(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Override
    protected List<Integer> visible() {
        return console.lines().stream()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
    }
}
