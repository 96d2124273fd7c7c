// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.kafka;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.format.json.JsonFormat;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Durations;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** From topic to state to topic, exactly once: the takings of each article so far, whenever it is sold. */
public final class RunningTotals {
    private static final int ARGUMENTS = 4;

    private RunningTotals() {}

    /** A value of the topic of sales. */
    record Sale(String article, int pieces, long cents) {}

    /** A value of the topic of totals. */
    record Total(String article, long cents) {}

    /**
     * Runs until Ctrl-C.
     *
     * @param args Kafka's servers, the topic of sales, the topic of totals and a directory for checkpoints
     * @throws Exception what a batch failed with
     */
    public static void main(String[] args) throws Exception {
        if (args.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "four arguments are needed: servers, sales, totals, checkpoint directory");
        }
        StreamingContext ssc = StreamingContext.getOrCreate(args[3], () -> {
            StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("running-totals");
            StreamingContext created = new StreamingContext(conf, Durations.milliseconds(200));
            define(created, args[0], args[1], args[2]);
            return created;
        });
        ssc.start();
        ssc.awaitTermination();
    }

    // tag::program[]
    static void define(StreamingContext ssc, String servers, String sales, String totals) {
        PairDStream<String, Long> takings = ssc.stream(KafkaSource.of(
                                servers,
                                StringDeserializer::new,
                                JsonFormat.of(Sale.class).deserializer())
                        .subscribe(sales)
                        .startingOffsets("earliest")
                        .build())
                .mapToPair(sale -> Tuple2.of(sale.article(), sale.pieces() * sale.cents()));

        takings.mapWithState(StateSpec.<String, Long, Long, Total>function((article, cents, state) -> {
                    long total = cents.orElse(0L) + state.getOption().orElse(0L);
                    state.update(total);
                    return new Total(article, total);
                }))
                .sinkTo(KafkaSink.of(servers, totals, JsonFormat.of(Total.class).serializer())
                        .key(Total::article, StringSerializer::new)
                        .build());
    }
    // end::program[]
}
