// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shaduf.StreamingContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.source.kafka.KafkaSource;
import dev.shaduf.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaPipelineIT {
    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String in = topics.create("in-" + UUID.randomUUID(), 3);
    private final String out = topics.create("out-" + UUID.randomUUID(), 2);

    @Test
    void shouldCountFromTopicToTopicOnceAlsoWhenBatchesAreTriedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (StreamingContext ssc = new StreamingContext("local[2]", "topic to topic", Durations.milliseconds(200))) {
            ssc.stream(KafkaSource.strings(topics.bootstrap())
                            .subscribe(in)
                            .startingOffsets("earliest")
                            .build())
                    .mapToPair(word -> new Tuple2<>(word, 1L))
                    .updateStateByKey((List<Long> ones, java.util.Optional<Long> count) ->
                            java.util.Optional.of(count.orElse(0L) + ones.size()))
                    .map(pair -> {
                        if (calls.incrementAndGet() % 50 == 7) {
                            throw new IllegalStateException("now and then");
                        }
                        return pair;
                    })
                    .sinkTo(KafkaSink.<Tuple2<String, Long>, String>of(
                                    topics.bootstrap(), out, pair -> String.valueOf(pair._2()), StringSerializer::new)
                            .key(Tuple2::_1, StringSerializer::new)
                            .build());
            ssc.start();
            for (int i = 0; i < 10; i++) {
                topics.append(in, i % 3, List.of("a", "b", "a"));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> last().equals(Map.of("a", "20", "b", "10")));
            ssc.stop(true, true);
        }

        List<Long> ofA = new ArrayList<>();
        topics.read(out).stream()
                .filter(record -> record.key().equals("a"))
                .forEach(record -> ofA.add(Long.parseLong(record.value())));
        assertThat(ofA).isSorted().endsWith(20L);
    }

    @Test
    void shouldKeepTheOrderOfAPartitionThatSeveralTasksRead() throws Exception {
        String one = topics.create("one-" + UUID.randomUUID(), 1);
        List<String> numbers =
                IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();
        topics.append(in, 0, numbers);
        CountDownLatch last = new CountDownLatch(1);
        try (StreamingContext ssc = new StreamingContext("local[2]", "in order", Durations.milliseconds(200))) {
            ssc.stream(KafkaSource.strings(topics.bootstrap())
                            .subscribe(in)
                            .startingOffsets("earliest")
                            .minPartitions(8)
                            .build())
                    .map(number -> {
                        if (number.equals("999")) {
                            last.countDown();
                        }
                        // The first piece ends behind the last one, if both are in one batch.
                        return number.equals("0") && last.await(10, TimeUnit.SECONDS) ? "0" : number;
                    })
                    .sinkTo(KafkaSink.strings(topics.bootstrap(), one).build());
            ssc.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> topics.values(one).size() >= numbers.size());
            ssc.stop(true, true);
        }

        assertThat(topics.values(one)).containsExactlyElementsOf(numbers);
    }

    private Map<String, String> last() {
        Map<String, String> last = new TreeMap<>();
        topics.read(out).forEach(record -> last.put(record.key(), record.value()));
        return last;
    }
}
