// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.state.disk;

import dev.shaduf.dstream.State;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.MemorySource;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Gives each of many keys a value of 2 KB, changes all of them, and lets them expire. */
final class LargeStateProgram {
    private static final int KEYS = 125_000;
    private static final int BATCH = 1_000;
    private static final int PAD = 1_970;

    private static final AtomicLong SEEN = new AtomicLong();
    private static final AtomicLong WRONG = new AtomicLong();
    private static final AtomicLong EXPIRED = new AtomicLong();

    private LargeStateProgram() {}

    /** Takes the store and the directory for its files. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        int batches = 2 * KEYS / BATCH;
        MemorySource<Long> source = new MemorySource<>("keys");
        for (int i = 0; i < batches; i++) {
            // Each key in the first half of the batches, and again, in another order, in the second.
            long first = (long) i * BATCH;
            source.add(LongStream.range(first, first + BATCH)
                    .map(n -> n < KEYS ? n : n * 7 % KEYS)
                    .boxed()
                    .toList());
        }
        try (StreamHarness harness = StreamHarness.builder()
                .conf("shaduf.state.store", args[0])
                .conf("shaduf.local.dir", directory.toString())
                .detectStateMutation(false)
                .build()) {
            harness.stream(source)
                    .mapToPair(key -> new Tuple2<>(key, 1))
                    .mapWithState(StateSpec.function(LargeStateProgram::update).timeout(Durations.seconds(batches)))
                    .foreachRDD(rdd -> rdd.count());
            harness.runBatches(batches);
            System.out.println("keys " + SEEN + ", wrong " + WRONG);
            harness.runBatches(batches + batches / 2);
            System.out.println("expired " + EXPIRED);
        }
        try (Stream<Path> left = Files.list(directory)) {
            System.out.println("left " + left.count() + " files");
        }
    }

    private static Long update(Long key, Optional<Integer> value, State<String> state) {
        if (state.isTimingOut()) {
            EXPIRED.incrementAndGet();
        } else if (state.exists()) {
            SEEN.incrementAndGet();
            if (!state.get().equals(value(key, 1))) {
                WRONG.incrementAndGet();
            }
            state.update(value(key, 2));
        } else {
            state.update(value(key, 1));
        }
        return key;
    }

    private static String value(Long key, int version) {
        return key + "/" + version + "/" + "x".repeat(PAD) + key;
    }
}
