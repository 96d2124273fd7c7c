// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.rdd.RDD;
import dev.shaduf.sink.file.ObjectFileReader;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.SinkFault;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lets a stream leave in the way that its output says, and tells afterwards what left, by batch. */
@FunctionalInterface
interface Leaving {
    /** How far back slices look. */
    int SLICED = 4;

    Map<Integer, List<Object>> seen() throws IOException;

    /** Declares the output; the pages are those of the console. */
    static Leaving declare(
            Output output, DStreamLike<?, ?, ?> stream, StreamHarness harness, Path directory, Pages pages, int fault) {
        return switch (output.way()) {
            case SINK_TO -> sink(stream, harness, fault);
            case FOREACH_RDD -> foreach(stream);
            case PRINT -> {
                stream.print(10_000);
                yield () -> byBatch(pages.byMillis());
            }
            case SAVE_AS_TEXT_FILES -> {
                stream.saveAsTextFiles(directory.resolve("text").toString(), "out");
                yield () -> files(directory, Leaving::lines);
            }
            case SAVE_AS_OBJECT_FILES -> {
                stream.saveAsObjectFiles(directory.resolve("objects").toString());
                yield () -> files(directory, Leaving::objects);
            }
            case SLICE -> slice(stream, harness);
        };
    }

    /** Reads one part of a directory. */
    @FunctionalInterface
    interface PartReader {
        List<?> read(Path part) throws IOException;
    }

    private static Leaving sink(DStreamLike<?, ?, ?> stream, StreamHarness harness, int fault) {
        CollectingSink<?> sink = harness.collect(stream);
        if (fault > 0) {
            SinkFault[] faults = SinkFault.values();
            sink.failAt(faults[fault % faults.length], 1 + fault % 13);
        }
        return () -> {
            Map<Integer, List<Object>> seen = new HashMap<>();
            sink.collected()
                    .forEach(batch -> seen.put(time(batch.time().milliseconds()), new ArrayList<>(batch.records())));
            return seen;
        };
    }

    private static Leaving foreach(DStreamLike<?, ?, ?> stream) {
        Map<Integer, List<Object>> seen = new ConcurrentHashMap<>();
        if (stream instanceof PairDStream<?, ?> pairs) {
            pairs.foreachRDD((rdd, time) -> keep(rdd, time, seen));
        } else {
            ((DStream<?>) stream).foreachRDD((rdd, time) -> keep(rdd, time, seen));
        }
        return () -> seen;
    }

    private static void keep(RDD<?> rdd, Time time, Map<Integer, List<Object>> seen) {
        seen.put(time(time.milliseconds()), new ArrayList<>(rdd.collect()));
    }

    private static Leaving slice(DStreamLike<?, ?, ?> stream, StreamHarness harness) {
        harness.collect(stream);
        return () -> {
            Map<Integer, List<Object>> seen = new HashMap<>();
            for (int time = Graph.BATCHES - SLICED + 1; time <= Graph.BATCHES; time++) {
                Time at = new Time(GraphRun.ZERO + time * 1_000L);
                List<Object> records = new ArrayList<>();
                stream.slice(at, at).forEach(rdd -> records.addAll(((RDD<?>) rdd).collect()));
                seen.put(time, records);
            }
            return seen;
        };
    }

    private static int time(long millis) {
        return (int) ((millis - GraphRun.ZERO) / 1_000);
    }

    private static Map<Integer, List<Object>> byBatch(Map<Long, List<Object>> byMillis) {
        Map<Integer, List<Object>> byBatch = new HashMap<>();
        byMillis.forEach((millis, records) -> byBatch.put(time(millis), records));
        return byBatch;
    }

    private static Map<Integer, List<Object>> files(Path directory, PartReader reader) throws IOException {
        Map<Integer, List<Object>> seen = new HashMap<>();
        try (Stream<Path> parts = Files.walk(directory)) {
            for (Path part : parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .toList()) {
                String batch = part.getParent().getFileName().toString().replaceAll("\\D", "");
                seen.computeIfAbsent(time(Long.parseLong(batch)), time -> new ArrayList<>())
                        .addAll(reader.read(part));
            }
        }
        return seen;
    }

    private static List<?> lines(Path part) throws IOException {
        return Files.readAllLines(part);
    }

    private static List<?> objects(Path part) throws IOException {
        List<Object> records = new ArrayList<>();
        try (ObjectFileReader<Object> reader = ObjectFileReader.open(
                part,
                Object.class,
                ObjectFileReader.allow(Long.class, Integer.class, Number.class, dev.shaduf.function.Tuple2.class))) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }
}
