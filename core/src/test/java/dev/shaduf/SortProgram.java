// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Sorts as many pairs as its argument says, and checks what comes out, in the heap that it is given. */
public final class SortProgram {
    private static final int PARTITIONS = 8;

    private SortProgram() {}

    public static void main(String[] args) {
        int pairs = Integer.parseInt(args[0]);
        StreamingConf conf = new StreamingConf(false).setMaster("local[2]").setAppName("sort");
        try (ShadufContext context = new ShadufContext(conf)) {
            PairRDD<Long, Integer> sorted = context.parallelize(
                            IntStream.range(0, PARTITIONS).boxed().toList(), PARTITIONS)
                    .mapPartitionsToPair(p -> pairs(p.next(), pairs / PARTITIONS))
                    .sortByKey(true, PARTITIONS);
            List<String> checked = sorted.mapPartitions(SortProgram::check).collect();
            long count = checked.stream()
                    .mapToLong(part -> Long.parseLong(part.split(" ")[0]))
                    .sum();
            System.out.println("sorted " + count + " of " + pairs);
        }
    }

    private static Iterator<Tuple2<Long, Integer>> pairs(int partition, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Tuple2.of((i * 0x9E3779B97F4A7C15L + partition) >>> 20, i))
                .iterator();
    }

    private static Iterator<String> check(Iterator<Tuple2<Long, Integer>> pairs) {
        long count = 0;
        long last = Long.MIN_VALUE;
        for (; pairs.hasNext(); count++) {
            long key = pairs.next()._1();
            if (key < last) {
                throw new IllegalStateException(key + " comes after " + last);
            }
            last = key;
        }
        return List.of(count + " pairs").iterator();
    }
}
