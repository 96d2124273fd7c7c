// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.shaduf;

import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Tuple2;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.testkit.StreamHarness;
import dev.shaduf.time.Durations;
import java.lang.management.ManagementFactory;
import java.util.Set;

/**
 * From the start of a process to its first output, for a program that goes on from a checkpoint directory: run it with
 * {@code --phase fill} once, which ends without grace, then with {@code --phase restart}, each in a process of its own. With {@code
 * --keys} alone the program has a state of so many keys; with {@code --window} too, a windowed count over so many batches.
 */
public final class Restart {
    private static final Set<String> OPTIONS = Set.of("phase", "dir", "keys", "window", "store");
    private static final int PER_BATCH = 100_000;
    private static final int PER_BATCH_OF_WINDOW = 1_000;
    private static final int TOUCHED = 1_000;
    private static final long ZERO = 1_000_000_000_000L;

    private final Arguments arguments;
    private final boolean filling;
    private final int keys;
    private final int window;

    private Restart(Arguments arguments) {
        this.arguments = arguments;
        this.filling = arguments.text("phase").equals("fill");
        this.keys = arguments.integer("keys", 1_000_000);
        this.window = arguments.integer("window", 0);
    }

    /**
     * Fills, or restarts and says how long that took.
     *
     * @param args {@code --phase fill|restart --dir DIRECTORY [--keys N] [--window BATCHES] [--store heap|disk]}
     * @throws Exception if a batch fails
     */
    public static void main(String[] args) throws Exception {
        new Restart(Arguments.parse(OPTIONS, args)).run();
    }

    private void run() throws Exception {
        int batches = filling ? fillBatches() : 1;
        long zero = ZERO + (filling ? 0 : 1_000L * fillBatches());
        long[] firstOutput = {0};
        try (StreamHarness harness = StreamHarness.builder()
                .clock(new ManualClock(zero))
                .conf("shaduf.checkpoint.dir", arguments.text("dir"))
                .conf("shaduf.state.store", arguments.text("store", "heap"))
                .detectStateMutation(false)
                .patience(Durations.minutes(30))
                .build()) {
            describe(harness, firstOutput);
            harness.runBatches(batches);
        }
        if (!filling) {
            long millis = firstOutput[0] - ManagementFactory.getRuntimeMXBean().getStartTime();
            // checkstyle: allow Console, because that is where the result is shown
            System.out.println("RESTART keys=" + keys + " window=" + window + " firstOutputMillis=" + millis);
        }
    }

    private void describe(StreamHarness harness, long[] firstOutput) {
        int perBatch = window > 0 ? PER_BATCH_OF_WINDOW : filling ? PER_BATCH : TOUCHED;
        PairDStream<String, Long> pairs = harness.context().stream(
                        new NumberSource(Long.MAX_VALUE, perBatch, (perBatch + 1) / 2))
                .mapToPair(n -> new Tuple2<>("user-" + n * 7 % keys, 1L));
        var outputs = window > 0
                ? pairs.reduceByKeyAndWindow(
                                Long::sum, (a, b) -> a - b, Durations.seconds(window), Durations.seconds(1))
                        .uid("window")
                        .map(Tuple2::_2)
                : pairs.<Long, Long>mapWithState(StateSpec.function((key, value, state) -> {
                            long sum = (state.exists() ? state.get() : 0L) + value.orElse(0L);
                            state.update(sum);
                            return sum;
                        }))
                        .uid("totals");
        outputs.foreachRDD(rdd -> {
            rdd.count();
            if (firstOutput[0] == 0) {
                firstOutput[0] = System.currentTimeMillis();
            }
        });
    }

    private int fillBatches() {
        return window > 0 ? window : (keys + PER_BATCH - 1) / PER_BATCH;
    }
}
