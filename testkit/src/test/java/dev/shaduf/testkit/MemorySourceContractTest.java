// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.Source;
import dev.shaduf.testkit.contract.SourceContract;
import java.util.List;
import java.util.stream.IntStream;

class MemorySourceContractTest extends SourceContract<Integer, MemoryRange, MemorySplit> {
    private final MemorySource<Integer> source = new MemorySource<>("contract");

    @Override
    protected Source<Integer, MemoryRange, MemorySplit> source() {
        return source;
    }

    @Override
    protected List<Integer> records(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }

    @Override
    protected void feed(List<Integer> records) {
        int middle = records.size() / 3;
        source.addPartitions(List.of(records.subList(0, middle), records.subList(middle, records.size())));
    }
}
