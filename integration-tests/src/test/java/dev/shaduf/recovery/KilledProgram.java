// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.StreamingContext;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.function.Tuple2;
import dev.shaduf.source.socket.SocketReceiver;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.spi.BatchStep;
import dev.shaduf.testkit.CrashInjector;
import dev.shaduf.time.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that {@link KilledProgramIT} kills: numbered lines from a file, from a socket with positions and from a plain one,
 * into files, and running counts of the first. Ends by itself once there is a file {@code end}.
 */
final class KilledProgram {
    /** The keys of the counts: enums, whose identity hash differs from process to process. */
    enum Rest {
        ZERO,
        ONE,
        TWO
    }

    static final int LINE_BYTES = 12;
    static final long WINDOW_MILLIS = 500;

    private final Path directory;
    private final Map<String, String> options;

    private KilledProgram(Map<String, String> options) {
        this.directory = Path.of(options.get("directory"));
        this.options = options;
    }

    /**
     * Takes {@code name=value} for each of: {@code directory}, {@code checkpoint}, {@code master}, {@code partitions}, {@code store},
     * {@code positions} and {@code lines} (ports), and maybe {@code step} and {@code occurrence} to halt at, and {@code renames},
     * the share of renames that fail.
     */
    public static void main(String[] args) throws Exception {
        new KilledProgram(Stream.of(args)
                        .map(arg -> arg.split("=", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])))
                .run();
    }

    static Rest rest(String line) {
        return Rest.values()[Integer.parseInt(line) % Rest.values().length];
    }

    private void run() throws Exception {
        StreamingContext ssc = StreamingContext.getOrCreate(options.get("checkpoint"), this::create);
        ssc.start();
        while (!Files.exists(directory.resolve("end"))) {
            if (ssc.awaitTerminationOrTimeout(20)) {
                return;
            }
        }
        ssc.stop(true, true);
    }

    private StreamingContext create() {
        StreamingContext ssc = StreamingContext.builder()
                .master(options.get("master"))
                .appName("killed")
                .batchInterval(Durations.milliseconds(50))
                .conf("shaduf.default.parallelism", options.get("partitions"))
                .conf("shaduf.checkpoint.snapshot.bytes", "20000")
                .conf("shaduf.state.store", options.get("store"))
                .conf("shaduf.local.dir", directory.resolve("local").toString())
                .conf("shaduf.jmx.enabled", "false")
                .probe(probe())
                .build();
        DStream<String> lines =
                ssc.stream(new LineFile(directory.resolve("lines").toString(), LINE_BYTES, 200));
        write(lines, "out");
        write(
                ssc.receiverStream(
                        SocketReceiver.positions("127.0.0.1", port("positions")).build()),
                "received");
        write(
                ssc.receiverStream(new WitnessedReceiver(
                        SocketReceiver.lines("127.0.0.1", port("lines")).build(), directory.resolve("witnessed"))),
                "plain");
        count(lines.mapToPair(line -> new Tuple2<>(rest(line), 1L)));
        return ssc;
    }

    private void count(PairDStream<Rest, Long> pairs) {
        write(
                pairs.<Long>updateStateByKey((values, state) -> Optional.of(state.orElse(0L)
                                + values.stream().mapToLong(v -> v).sum()))
                        .uid("counts")
                        .map(count -> count._1() + " " + count._2()),
                "counts");
        write(
                pairs.reduceByKeyAndWindow(
                                Long::sum,
                                (a, b) -> a - b,
                                Durations.milliseconds(WINDOW_MILLIS),
                                Durations.milliseconds(50))
                        .uid("window")
                        .map(count -> count._1() + " " + count._2()),
                "window");
    }

    private void write(DStream<String> lines, String name) {
        double renames = Double.parseDouble(options.getOrDefault("renames", "0"));
        lines.sinkTo(new BatchFiles(directory.resolve(name).toString(), renames))
                .uid(name + "-out");
    }

    private int port(String name) {
        return Integer.parseInt(options.get(name));
    }

    private BatchProbe probe() {
        String step = options.get("step");
        return step == null
                ? BatchProbe.NONE
                : CrashInjector.halting().at(BatchStep.valueOf(step), Integer.parseInt(options.get("occurrence")));
    }
}
