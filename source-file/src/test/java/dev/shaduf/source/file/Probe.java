// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.source.file.internal.FilePlanner;
import dev.shaduf.source.file.internal.FileRange;
import dev.shaduf.source.file.internal.FileSplit;
import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourceReader;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Runs a source without an engine. */
final class Probe<T> implements SourceContext, AutoCloseable {
    final List<String> errors = new CopyOnWriteArrayList<>();
    final Map<String, Long> counters = new ConcurrentHashMap<>();
    final List<String> rejected = new ArrayList<>();

    private final FileSource<T> source;
    private final Clock clock;
    private final AtomicInteger threads = new AtomicInteger();
    private final FilePlanner planner;

    Probe(FileSource<T> source) throws Exception {
        this(source, Clock.system());
    }

    Probe(FileSource<T> source, Clock clock) throws Exception {
        this.source = source;
        this.clock = clock;
        this.planner = source.open(this);
    }

    @Override
    public Duration interval() {
        return Durations.seconds(1);
    }

    FilePlanner planner() {
        return planner;
    }

    FileRange plan() {
        List<FileRange> planned = new ArrayList<>();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(2, TimeUnit.MILLISECONDS)
                .until(() -> {
                    planner.plan(ReadLimit.NONE).ifPresent(planned::add);
                    return !planned.isEmpty();
                });
        return planned.get(0);
    }

    /** Plans until so many listings have gone by, and finds nothing. */
    void assertNothing(int listings) throws InterruptedException {
        for (int i = 0; i < listings; i++) {
            Thread.sleep(20);
            Optional<FileRange> range = planner.plan(ReadLimit.NONE);
            assertThat(range.map(FileRange::describe)).isEmpty();
        }
    }

    List<T> read(FileRange range) throws Exception {
        List<T> records = new ArrayList<>();
        for (List<T> partition : partitions(range)) {
            records.addAll(partition);
        }
        return records;
    }

    List<List<T>> partitions(FileRange range) throws Exception {
        List<List<T>> partitions = new ArrayList<>();
        for (FileSplit split : source.splits(range, 0)) {
            partitions.add(read(split));
        }
        return partitions;
    }

    List<T> next() throws Exception {
        return read(plan());
    }

    static List<String> names(FileRange range) {
        return range.files().stream()
                .map(file -> Path.of(URI.create(file.path())).getFileName().toString())
                .toList();
    }

    private List<T> read(FileSplit split) throws Exception {
        List<T> records = new ArrayList<>();
        try (SourceReader<T> reader = source.reader(split)) {
            while (reader.read(new Output<>(records, rejected), 100)) {
                continue;
            }
        }
        return records;
    }

    private record Output<T>(List<T> records, List<String> rejected) implements RecordOutput<T> {
        @Override
        public void add(T record) {
            records.add(record);
        }

        @Override
        public void reject(String what, Map<String, String> details, Exception error) {
            rejected.add(what + " | " + error.getMessage());
        }
    }

    @Override
    public void close() throws Exception {
        planner.close();
    }

    @Override
    public String uid() {
        return "probe";
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        errors.add(error == null ? message : message + ": " + error);
    }

    @Override
    public void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    @Override
    public String threadName(String role) {
        return "shaduf-probe-" + role + "-" + threads.incrementAndGet();
    }
}
