// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The program that {@link KilledKafkaIT} kills: copies numbered records from topic to topic, and numbers those of each key
 * by a state on the way to another one. Stops by itself once there is a file {@code end}, or when its parent is gone.
 */
final class KilledKafkaProgram {
    static final String IN = "in";
    static final String COPIES = "copies";
    static final String COUNTS = "counts";
    static final Duration PATIENCE = Durations.seconds(60);

    private KilledKafkaProgram() {}

    /** Takes the directory, the broker, the master and the partitions. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(KilledKafkaProgram::endWithParent, "watch-parent");
        watch.setDaemon(true);
        watch.start();
        Path directory = Path.of(args[0]);
        StreamingContext ssc = StreamingContext.getOrCreate(
                directory.resolve("checkpoint").toString(), () -> create(args[1], args[2], args[3], Map.of()));
        ssc.start();
        while (!Files.exists(directory.resolve("end"))) {
            if (ssc.awaitTerminationOrTimeout(20)) {
                return;
            }
        }
        ssc.stop(true, true);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent writes nothing
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }

    /** Makes the program, with more settings for the clients of Kafka. */
    static StreamingContext create(String bootstrap, String master, String partitions, Map<String, String> clients) {
        StreamingContext ssc = StreamingContext.builder()
                .master(master)
                .appName("killed-kafka")
                .batchInterval(Durations.milliseconds(50))
                .conf("shaduf.default.parallelism", partitions)
                .conf("shaduf.checkpoint.snapshot.bytes", "20000")
                .conf("shaduf.jmx.enabled", "false")
                .build();
        var source = KafkaSource.of(bootstrap, StringDeserializer::new, StringDeserializer::new)
                .pairs()
                .subscribe(IN)
                .startingOffsets("earliest")
                .groupId("killed-kafka")
                .connectTimeout(PATIENCE);
        clients.forEach(source::kafka);
        DStream<Tuple2<String, String>> records = ssc.stream(source.build());
        records.sinkTo(to(bootstrap, COPIES, clients)).uid("copies");
        records.mapToPair(record -> record)
                .<Long, Tuple2<String, String>>mapWithState(StateSpec.function((key, number, state) -> {
                    long count = (state.exists() ? state.get() : 0L) + 1;
                    state.update(count);
                    return new Tuple2<>(key, number.orElseThrow() + " " + count);
                }))
                .uid("count")
                .sinkTo(to(bootstrap, COUNTS, clients))
                .uid("counts");
        return ssc;
    }

    private static KafkaSink<Tuple2<String, String>> to(String bootstrap, String topic, Map<String, String> clients) {
        var sink = KafkaSink.<Tuple2<String, String>, String>of(bootstrap, topic, Tuple2::_2, StringSerializer::new)
                .key(Tuple2::_1, StringSerializer::new)
                .connectTimeout(PATIENCE);
        clients.forEach(sink::kafka);
        return sink.build();
    }
}
