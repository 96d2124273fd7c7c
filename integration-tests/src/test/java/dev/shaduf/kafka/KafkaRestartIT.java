// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.kafka.broker.KafkaTopics;
import dev.shaduf.kafka.broker.SharedKafka;
import dev.shaduf.recovery.Directories;
import dev.shaduf.sink.kafka.KafkaSink;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.spi.SinkSession;
import dev.shaduf.spi.SinkWriter;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemoryRange;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.MemorySplit;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of a program finds in Kafka of the run before. */
class KafkaRestartIT {
    private static final AtomicReference<SinkContext> OPENED = new AtomicReference<>();
    private static final AtomicReference<Runnable> BEFORE_READING = new AtomicReference<>(() -> {});

    @TempDir
    Path temp;

    private final KafkaTopics topics = SharedKafka.get().topics();
    private final String out = topics.create("out-" + UUID.randomUUID(), 1);
    private final MemorySource<String> source = new MemorySource<>("numbers");
    private final ManualClock clock = new ManualClock();

    /** A sink that tells with what it was opened. */
    private record Told(KafkaSink<Object> sink) implements Sink<Object> {
        @Override
        public String name() {
            return sink.name();
        }

        @Override
        public Guarantee guarantee() {
            return sink.guarantee();
        }

        @Override
        public boolean oneJvm() {
            return true;
        }

        @Override
        public SinkSession<Object> open(SinkContext context) throws Exception {
            OPENED.set(context);
            return sink.open(context);
        }
    }

    /** A source that lets somebody act before anything is read. */
    private record Watched(MemorySource<String> source) implements Source<String, MemoryRange, MemorySplit> {
        @Override
        public String name() {
            return source.name();
        }

        @Override
        public SourcePlanner<MemoryRange> open(SourceContext context) throws Exception {
            SourcePlanner<MemoryRange> planner = source.open(context);
            return new SourcePlanner<>() {
                @Override
                public void restore(MemoryRange last) throws Exception {
                    BEFORE_READING.get().run();
                    planner.restore(last);
                }

                @Override
                public Optional<MemoryRange> plan(ReadLimit limit) throws Exception {
                    return planner.plan(limit);
                }

                @Override
                public void close() throws Exception {
                    planner.close();
                }
            };
        }

        @Override
        public List<MemorySplit> splits(MemoryRange range, int layout) {
            return source.splits(range, layout);
        }

        @Override
        public SourceReader<String> reader(MemorySplit split) throws Exception {
            return source.reader(split);
        }
    }

    @Test
    void shouldRefuseToStartWhenKafkaHasForgottenWhatBecameOfABatch() throws Exception {
        Path current = temp.resolve("current");
        Path left = temp.resolve("left");
        crash(
                current,
                CrashInjector.throwing().at(BatchStep.COMMITTED, 2).onCrash(() -> Directories.copy(current, left)));
        topics.admin(admin -> admin.deleteConsumerGroups(List.of(
                        "shaduf-" + OPENED.get().stream() + "-" + OPENED.get().uid()))
                .all());

        try (StreamHarness again = harness(left, CrashInjector.throwing(), "refuse")) {
            assertThatThrownBy(again::start)
                    .hasMessageContaining("batch 2 (time ")
                    .hasMessageContaining("output 'out'")
                    .hasMessageContaining("kafka(" + out + ") cannot tell any more whether it has the batch")
                    .hasMessageContaining("shaduf.output.half.committed=write (it has not) or skip (it has)");
        }
        source.add(List.of("of batch 3"));
        try (StreamHarness again = harness(left, CrashInjector.throwing(), "skip")) {
            again.runBatches(1);
        }

        assertThat(topics.values(out)).containsExactly("of batch 1", "of batch 2", "of batch 3");
    }

    private void crash(Path directory, CrashInjector crash) throws Exception {
        source.add(List.of("of batch 1")).add(List.of("of batch 2"));
        try (StreamHarness first = harness(directory, crash, "refuse")) {
            first.runBatches(2);
        } catch (Exception e) {
            assertThat(crash.crashed()).isTrue();
        }
        assertThat(crash.crashed()).isTrue();
    }

    @Test
    void shouldFenceAProducerOfTheRunBeforeAheadOfTheFirstRead() throws Exception {
        Path directory = temp.resolve("checkpoint");
        source.add(List.of("of batch 1"));
        try (StreamHarness first = harness(directory, CrashInjector.throwing(), "refuse")) {
            first.runBatches(1);
        }
        source.add(List.of("of batch 2"));
        AtomicReference<Throwable> fenced = new AtomicReference<>();
        try (SinkSession<Object> zombie = kafka().open(OPENED.get())) {
            SinkBatch batch = new SinkBatch(new BatchId(OPENED.get().stream(), 2), new Time(2_000));
            SinkWriter<Object> writer = zombie.writer(batch, 0, 7);
            writer.write("of a zombie");
            Serializable commit = writer.prepare();
            BEFORE_READING.set(() -> {
                try {
                    zombie.commit(batch, List.of(commit));
                } catch (Exception e) {
                    fenced.compareAndSet(null, e);
                }
            });
            try (StreamHarness second = harness(directory, CrashInjector.throwing(), "refuse")) {
                second.runBatches(1);
            }
        }

        assertThat(fenced.get()).hasMessageContaining("taken over by a later run");
        assertThat(topics.values(out)).containsExactly("of batch 1", "of batch 2");
    }

    private KafkaSink<Object> kafka() {
        return KafkaSink.strings(topics.bootstrap(), out).build();
    }

    private StreamHarness harness(Path directory, CrashInjector crash, String halfCommitted) {
        StreamHarness harness = StreamHarness.builder()
                .clock(clock)
                .conf("shaduf.checkpoint.dir", directory.toString())
                .conf("shaduf.output.half.committed", halfCommitted)
                .probe(crash)
                .build();
        harness.context().stream(new Watched(source)).sinkTo(new Told(kafka())).uid("out");
        return harness;
    }
}
