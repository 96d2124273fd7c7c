// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import dev.shaduf.testkit.contract.SourceContract;
import java.util.List;
import java.util.stream.LongStream;

/** The contract's peer is the number up to which there are numbers. */
class NumbersSourceContractTest extends SourceContract<Long, NumbersSource.Numbers, NumbersSource.Numbers> {
    @Override
    protected NumbersSource source() {
        return new NumbersSource(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    protected List<Long> records(int from, int count) {
        return LongStream.range(from, from + count).boxed().toList();
    }

    @Override
    protected void feed(List<Long> records) {}
}
