// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.Sink;
import dev.shaduf.testkit.contract.SinkContract;
import java.util.List;
import java.util.stream.IntStream;

class CollectingSinkContractTest extends SinkContract<Integer> {
    private final CollectingSink<Integer> sink = new CollectingSink<>("contract");

    @Override
    protected Sink<Integer> sink() {
        return sink;
    }

    @Override
    protected List<Integer> records(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Override
    protected List<Integer> visible() {
        return sink.records();
    }
}
