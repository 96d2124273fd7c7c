// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.kafka;

import dev.shaduf.StreamingContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.jdbc.JdbcSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import dev.shaduf.time.Time;

/**
 * Counts the pages that a topic names, window by window, into a table of a database, exactly once: kill it and start it again as
 * often as you like.
 */
public final class PageHits {
    private static final int ARGUMENTS = 6;

    private PageHits() {}

    /** A row of the table. */
    record Hits(String page, Time windowEnd, long hits) {}

    /**
     * Runs until Ctrl-C.
     *
     * @param args Kafka's servers, the topic, the URL of the database, a directory for checkpoints, and window and slide in
     *     seconds
     * @throws Exception what a batch failed with
     */
    public static void main(String[] args) throws Exception {
        if (args.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "six arguments are needed: servers, topic, JDBC URL, checkpoint directory, window, slide");
        }
        Duration window = Durations.seconds(Long.parseLong(args[4]));
        Duration slide = Durations.seconds(Long.parseLong(args[5]));
        run(args[0], args[1], args[2], args[3], window, slide);
    }

    private static void run(
            String servers, String topic, String url, String checkpoints, Duration window, Duration slide)
            throws Exception {
        // tag::program[]
        StreamingContext ssc = StreamingContext.getOrCreate(checkpoints, () -> {
            var created = new StreamingContext("local[2]", "page-hits", Durations.seconds(1));
            created.stream(KafkaSource.strings(servers)
                            .subscribe(topic)
                            .startingOffsets("earliest")
                            .build())
                    .mapToPair(page -> Tuple2.of(page, 1L))
                    .reduceByKeyAndWindow(Long::sum, window, slide)
                    .<Hits>transform((counts, end) -> counts.map(count -> new Hits(count._1(), end, count._2())))
                    .sinkTo(JdbcSink.<Hits>into(url)
                            .table("hits")
                            .records(Hits.class)
                            .autoCreate()
                            .build());
            return created;
        });
        ssc.start();
        ssc.awaitTermination();
        // end::program[]
    }
}
