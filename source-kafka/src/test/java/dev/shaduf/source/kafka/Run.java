// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.source.kafka.internal.KafkaRange;
import dev.shaduf.source.kafka.internal.KafkaSplit;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.SourcePlanner;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A source at work, without the rest of a program. */
final class Run<T> implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    final KafkaSource<T> source;
    final StubContext context = new StubContext();
    final SourcePlanner<KafkaRange> planner;

    private Run(KafkaSource<T> source) throws Exception {
        this.source = source;
        this.planner = source.open(context);
    }

    static <T> Run<T> of(KafkaSource<T> source) throws Exception {
        return new Run<>(source);
    }

    /** Plans until there is something. */
    KafkaRange plan(ReadLimit limit) throws Exception {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline) {
            Optional<KafkaRange> range = planner.plan(limit);
            if (range.isPresent()) {
                return range.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new AssertionError("no range was planned");
    }

    /** Plans until there is something, while time passes. */
    KafkaRange planLater() throws Exception {
        Optional<KafkaRange> range = planner.plan(ReadLimit.NONE);
        for (long deadline = System.nanoTime() + PATIENCE; range.isEmpty() && System.nanoTime() < deadline; ) {
            context.clock.advance(Durations.milliseconds(100));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            range = planner.plan(ReadLimit.NONE);
        }
        return range.orElseThrow(() -> new AssertionError("no range was planned"));
    }

    /** Plans and reads until a number of records has come. */
    List<T> take(int count) throws Exception {
        List<T> records = new ArrayList<>();
        while (records.size() < count) {
            records.addAll(read(plan(ReadLimit.NONE)));
        }
        return records;
    }

    List<T> read(KafkaRange range) throws Exception {
        List<T> records = new ArrayList<>();
        read(range, records::add);
        return records;
    }

    void read(KafkaRange range, RecordOutput<T> output) throws Exception {
        for (KafkaSplit split : source.splits(range, 0)) {
            try (SourceReader<T> reader = source.reader(split)) {
                while (reader.read(output, 7)) {
                    // until its end
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        planner.close();
    }
}
