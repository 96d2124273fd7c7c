// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.JobScope;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.time.Time;
import java.io.PrintStream;
import java.util.List;

/** Prints the first records of each batch; computes no more partitions than these need. */
final class PrintOutput<R extends RDD<?>> extends OutputNode<R> {
    private static final String RULE = "-".repeat(43);

    private final int num;

    PrintOutput(Operation operation, StreamNode<R> stream, int num) {
        super(operation, stream);
        this.num = num;
    }

    @Override
    void run(R rdd, Time time, JobScope scope) {
        List<?> first = rdd.take((int) Math.min(num + 1L, Integer.MAX_VALUE));
        PrintStream console = graph().console();
        console.print(page(first, time));
        console.flush();
    }

    /** In one piece, so that pages of several threads do not mix. */
    private String page(List<?> first, Time time) {
        String line = System.lineSeparator();
        StringBuilder page = new StringBuilder(RULE).append(line);
        page.append("Time: ").append(time).append(line).append(RULE).append(line);
        first.stream().limit(num).forEach(record -> page.append(record).append(line));
        if (first.size() > num) {
            page.append("...").append(line);
        }
        return page.append(line).toString();
    }

    @Override
    Guarantee reaches() {
        return Guarantee.AT_LEAST_ONCE;
    }

    @Override
    boolean isConsole() {
        return true;
    }
}
