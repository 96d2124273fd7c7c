// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.spi.Sink;
import dev.shaduf.time.Durations;
import java.util.Optional;

/** The stream program of the demo. */
final class LogProgram {
    private LogProgram() {}

    /**
     * Describes what is computed from the lines of an access log.
     *
     * @param table takes the hits of each page in each window
     * @return the running totals per status
     */
    // tag::program[]
    static PairDStream<Integer, Long> define(
            DStream<String> lines, LongAccumulator notUnderstood, String directory, Sink<PageCount> table) {
        DStream<Request> requests = lines.flatMap(line -> {
            Optional<Request> request = Request.parse(line);
            if (request.isEmpty()) {
                notUnderstood.add(1L);
            }
            return request.stream().iterator();
        });

        PairDStream<String, Long> pages = requests.mapToPair(request -> new Tuple2<>(request.url(), 1L))
                .reduceByKeyAndWindow(
                        Long::sum, // what enters the window
                        (hits, gone) -> hits - gone, // what leaves it
                        Durations.seconds(3),
                        Durations.seconds(1),
                        2,
                        page -> page._2() > 0); // pages nobody asks for any more are dropped
        pages.transformToPair(rdd -> rdd.sortBy(Tuple2::_2, false, 1)).print(5);
        pages.saveAsTextFiles(directory + "/pages");
        pages.<PageCount>transform((rdd, end) -> rdd.map(page -> new PageCount(page._1(), end, page._2())))
                .sinkTo(table);

        PairDStream<Integer, Long> totals = requests.mapToPair(request -> new Tuple2<>(request.status(), 1L))
                .mapWithState(StateSpec.<Integer, Long, Long, Long>function((status, one, state) -> {
                    long total = one.orElse(0L) + state.getOption().orElse(0L);
                    state.update(total);
                    return total;
                }))
                .stateSnapshots();
        totals.print();
        return totals;
    }
    // end::program[]
}
