// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CollectingSink;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stream that is run by several processes, one after the other, inside one JVM: the source, the sinks and the clock stay,
 * and so does what is in the checkpoint directory. Batch n holds n records, and there are the records themselves, a state, both
 * kinds of windowed reductions, and a raw window.
 */
final class Story {
    enum Key {
        A,
        B,
        C
    }

    /** What a run of a program is like. */
    record Run(
            String master,
            int partitions,
            Duration interval,
            Map<String, String> conf,
            Consumer<Story.Program> describe) {
        static Run usual() {
            return new Run("local[2]", 2, Durations.seconds(1), Map.of(), Story.Program::all);
        }

        Run with(String newMaster, int newPartitions) {
            return new Run(newMaster, newPartitions, interval, conf, describe);
        }

        Run with(Map<String, String> newConf) {
            return new Run(master, partitions, interval, newConf, describe);
        }

        Run describedBy(Consumer<Story.Program> newDescribe) {
            return new Run(master, partitions, interval, conf, newDescribe);
        }

        Run every(Duration newInterval) {
            return new Run(master, partitions, newInterval, conf, describe);
        }
    }

    private static final AtomicInteger DIRECTORIES = new AtomicInteger();

    final ManualClock clock = new ManualClock();
    final MemorySource<Integer> source = new MemorySource<>("story");
    final CollectingSink<Integer> records = new CollectingSink<>("records");
    final CollectingSink<Tuple2<Key, Long>> totals = new CollectingSink<>("totals");
    final CollectingSink<Tuple2<Key, Long>> sliding = new CollectingSink<>("sliding");
    final CollectingSink<Tuple2<Key, Long>> reduced = new CollectingSink<>("reduced");
    final CollectingSink<Long> window = new CollectingSink<>("window");
    final CollectingSink<Tuple2<Key, Long>> mapped = new CollectingSink<>("mapped");
    private final Path temp;
    private String directory;
    private int fed;

    Story(Path temp) {
        this.temp = temp;
        this.directory = next().toString();
    }

    private Path next() {
        return temp.resolve("checkpoint-" + DIRECTORIES.incrementAndGet());
    }

    String directory() {
        return directory;
    }

    /** Has the next runs use another checkpoint directory. */
    Story on(String uri) {
        directory = uri;
        return this;
    }

    /** Adds the records of some more batches. */
    Story feed(int batches) {
        for (int i = 0; i < batches; i++) {
            fed++;
            List<Integer> batch = new ArrayList<>();
            for (int n = 0; n < fed; n++) {
                batch.add(fed * 1_000 + n);
            }
            int half = batch.size() / 2;
            source.addPartitions(List.of(batch.subList(0, half), batch.subList(half, batch.size())));
        }
        return this;
    }

    StreamHarness harness(Run run, CrashInjector crash) {
        StreamHarness.Builder builder = StreamHarness.builder()
                .master(run.master())
                .batchInterval(run.interval())
                .clock(clock)
                .conf("shaduf.checkpoint.dir", directory)
                .conf("shaduf.default.parallelism", "" + run.partitions())
                .conf("shaduf.checkpoint.snapshot.bytes", "1")
                .probe(crash);
        run.conf().forEach(builder::conf);
        StreamHarness harness = builder.build();
        run.describe().accept(new Program(this, harness));
        return harness;
    }

    /** Runs some batches, and stops without grace. */
    void run(Run run, int batches) throws Exception {
        feed(batches);
        try (StreamHarness harness = harness(run, CrashInjector.throwing())) {
            harness.runBatches(batches);
        }
    }

    /** Starts and stops, and returns what keeps it from starting. */
    Throwable refusal(Run run) {
        try (StreamHarness harness = harness(run, CrashInjector.throwing())) {
            harness.start();
        } catch (Throwable e) {
            return e;
        }
        throw new AssertionError("the program was started");
    }

    /**
     * Runs batches until it crashes; the next run begins with the checkpoint directory as it was then.
     *
     * @return how many batch times have passed
     */
    int runUntil(Run run, BatchStep step, int time, int most) throws Exception {
        Path left = next();
        Path current = Path.of(directory);
        int passed = runUntil(
                run, CrashInjector.throwing().at(step, time).onCrash(() -> Directories.copy(current, left)), most);
        directory = left.toString();
        return passed;
    }

    int runUntil(Run run, CrashInjector crash, int most) throws Exception {
        long begin = clock.currentTimeMillis();
        try (StreamHarness harness = harness(run, crash)) {
            for (int i = 0; i < most && !crash.crashed(); i++) {
                feed(1);
                harness.runBatches(1);
            }
            harness.context().awaitTerminationOrTimeout(crash.crashed() ? 10_000 : 1);
        } catch (Exception e) {
            if (!crash.crashed()) {
                throw e;
            }
        }
        if (!crash.crashed()) {
            throw new AssertionError("no crash in " + most + " batches");
        }
        return (int) ((clock.currentTimeMillis() - begin) / 1_000);
    }

    /** Writes down what a sink has, by batch time counted from the first. */
    static Map<Long, String> said(CollectingSink<?> sink) {
        Map<Long, String> said = new TreeMap<>();
        sink.collected()
                .forEach(batch -> said.merge(
                        (batch.time().milliseconds() - 1_000_000_000_000L) / 1_000,
                        batch.records().stream().map(String::valueOf).sorted().collect(Collectors.joining(" ")),
                        (one, other) -> one + " TWICE " + other));
        return said;
    }

    /** Writes down everything. */
    Map<String, Map<Long, String>> said() {
        return Stream.of(
                        Map.entry("records", records),
                        Map.entry("totals", totals),
                        Map.entry("sliding", sliding),
                        Map.entry("reduced", reduced),
                        Map.entry("window", window),
                        Map.entry("mapped", mapped))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> said(e.getValue()), (a, b) -> a, TreeMap::new));
    }

    /** Describes the streams of one run. */
    record Program(Story story, StreamHarness harness, DStream<Integer> numbers) {
        Program(Story story, StreamHarness harness) {
            this(story, harness, harness.context().stream(story.source));
        }

        void all() {
            records();
            totals();
            windows();
            mapped();
        }

        void records() {
            numbers.sinkTo(story.records).uid("records");
        }

        PairDStream<Key, Long> pairs() {
            return numbers.mapToPair(n -> new Tuple2<>(Key.values()[n % Key.values().length], 1L));
        }

        void totals() {
            pairs().<Long>updateStateByKey((values, state) -> Optional.of(
                            state.orElse(0L) + values.stream().mapToLong(v -> v).sum()))
                    .uid("totals")
                    .sinkTo(story.totals)
                    .uid("totals-out");
        }

        void windows() {
            pairs().reduceByKeyAndWindow(Long::sum, (a, b) -> a - b, Durations.seconds(3), Durations.seconds(1))
                    .uid("sliding")
                    .sinkTo(story.sliding)
                    .uid("sliding-out");
            pairs().reduceByKeyAndWindow(Long::sum, Durations.seconds(4), Durations.seconds(2))
                    .uid("reduced")
                    .sinkTo(story.reduced)
                    .uid("reduced-out");
            numbers.window(Durations.seconds(3)).count().sinkTo(story.window).uid("window-out");
        }

        void mapped() {
            pairs().<Long, Tuple2<Key, Long>>mapWithState(StateSpec.function((key, value, state) -> {
                        long sum = (state.exists() ? state.get() : 0L) + value.orElse(0L);
                        state.update(sum);
                        return new Tuple2<>(key, sum);
                    }))
                    .uid("mapped")
                    .sinkTo(story.mapped)
                    .uid("mapped-out");
        }
    }
}
