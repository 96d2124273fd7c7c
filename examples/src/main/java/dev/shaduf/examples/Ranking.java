// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import java.util.Comparator;
import java.util.List;

/** What the operations of RDDs are for: a body of {@code transformToPair}. */
final class Ranking {
    private Ranking() {}

    // tag::program[]
    /** The busiest pages of each batch, without those of a list, most visited first. */
    static PairDStream<String, Long> busiest(DStream<String> pages, RDD<String> ignored, int most) {
        return pages.transformToPair(batch -> {
            PairRDD<String, Long> visits = batch.subtract(ignored)
                    .mapToPair(page -> Tuple2.of(page, 1L))
                    .reduceByKey(Long::sum);
            List<Tuple2<String, Long>> top = visits.top(most, Comparator.comparing(Tuple2::_2));
            return batch.context().parallelizePairs(top, 1);
        });
    }
    // end::program[]
}
