// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import dev.shaduf.StreamingContext;
import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.examples.Books;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The main job: counts the requests of an access log that arrives on a socket or in a topic. Started by {@code ./shaduf demo}. */
public final class Demo {
    private static final Duration INTERVAL = Durations.milliseconds(500);
    private static final long SEED = 20_260_301;
    private static final int PATIENCE_SECONDS = 60;

    private final PrintStream out;
    private volatile Map<Integer, Long> totals = Map.of();

    private Demo(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the demo to its end, or until Ctrl-C.
     *
     * @param args {@code --dir} to watch, {@code --host} and {@code --port} of an own socket, {@code --kafka}, {@code --topic} and
     *     {@code --to} of an own Kafka, or {@code --embedded-kafka}; {@code --output}, {@code --lines}, {@code --rate},
     *     {@code --jdbc-url}, {@code --jdbc-user}, {@code --jdbc-password}
     * @throws Exception what a batch failed with
     */
    public static void main(String[] args) throws Exception {
        System.exit(new Demo(System.out).run(args));
    }

    private int run(String[] args) throws Exception {
        DemoOptions options;
        try {
            options = DemoOptions.parse(args);
        } catch (ConfigurationException e) {
            out.println(e.getMessage());
            return 2;
        }
        if (options.dir().isPresent()) {
            return watch(options.dir().get(), options.output());
        }
        if (options.embeddedKafka()) {
            return replayThroughKafka(options);
        }
        if (options.kafka().isPresent()) {
            return follow(options, options.kafka().get());
        }
        return options.host().isPresent() ? follow(options, options.host().get()) : replay(options);
    }

    /** Replays our own log and checks the totals against it. */
    private int replay(DemoOptions options) throws Exception {
        List<String> lines = AccessLog.lines(SEED, options.lines());
        try (LogServer server = LogServer.start(lines, options.rate());
                StreamingContext ssc =
                        start(context -> context.socketTextStream("localhost", server.port()), none(), options)) {
            awaitAll(ssc, lines.size(), options);
        }
        return report(expected(lines), options);
    }

    /** The same, through a topic and into another, which is read back. */
    private int replayThroughKafka(DemoOptions options) throws Exception {
        List<String> lines = AccessLog.lines(SEED, options.lines());
        out.println("Starting a broker of Kafka …");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            out.println("Reading " + kafka.topic() + ".");
            try (StreamingContext ssc = start(reading(kafka.topic()), kafka.topic()::write, options)) {
                kafka.send(lines, options.rate());
                awaitAll(ssc, lines.size(), options);
            }
            boolean right = expected(lines).equals(kafka.totals());
            int code = report(expected(lines), options);
            out.println("Totals read back from the topic: " + kafka.totals());
            return right ? code : 1;
        }
    }

    private void awaitAll(StreamingContext ssc, int lines, DemoOptions options) throws InterruptedException {
        long deadline = System.nanoTime() + (PATIENCE_SECONDS + lines / options.rate()) * 1_000_000_000L;
        while (!ssc.awaitTerminationOrTimeout(100) && System.nanoTime() < deadline) {
            if (sum(totals) >= lines) {
                ssc.stop(true, true);
            }
        }
    }

    private static Map<Integer, Long> expected(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Request.parse(line).stream())
                .collect(Collectors.groupingBy(Request::status, TreeMap::new, Collectors.counting()));
    }

    /** Reads the user's own socket until Ctrl-C. */
    private int follow(DemoOptions options, String host) throws Exception {
        out.println("Reading lines from " + host + ":" + options.port() + " until Ctrl-C.");
        try (StreamingContext ssc = start(context -> context.socketTextStream(host, options.port()), none(), options)) {
            ssc.awaitTermination();
        }
        return 0;
    }

    /** Reads the user's own topic until Ctrl-C. */
    private int follow(DemoOptions options, DemoTopic topic) throws Exception {
        out.println("Reading " + topic + " from its beginning until Ctrl-C.");
        try (StreamingContext ssc = start(reading(topic), topic::write, options)) {
            ssc.awaitTermination();
        }
        return 0;
    }

    private static Function<StreamingContext, DStream<String>> reading(DemoTopic topic) {
        return context -> context.stream(topic.lines());
    }

    private static Consumer<PairDStream<Integer, Long>> none() {
        return totals -> {};
    }

    /** Counts the words of the files in a directory, and of those that are put there, until Ctrl-C. */
    private int watch(String directory, String output) throws Exception {
        out.println("Counting words of the files in " + directory + " until Ctrl-C; put some there.");
        StreamingConf conf =
                new StreamingConf().setIfMissing("shaduf.master", "local[2]").setAppName("demo");
        try (StreamingContext ssc = new StreamingContext(conf, INTERVAL)) {
            Books.count(ssc, directory, output);
            ssc.addStreamingListener(new StatusLine(out, System.console() != null, INTERVAL.milliseconds()));
            ssc.start();
            ssc.awaitTermination();
        }
        return 0;
    }

    private StreamingContext start(
            Function<StreamingContext, DStream<String>> input,
            Consumer<PairDStream<Integer, Long>> output,
            DemoOptions options) {
        StreamingConf conf =
                new StreamingConf().setIfMissing("shaduf.master", "local[2]").setAppName("demo");
        StreamingContext ssc = new StreamingContext(conf, INTERVAL);
        LongAccumulator notUnderstood = ssc.context().longAccumulator("lines that are not of an access log");
        PairDStream<Integer, Long> byStatus = LogProgram.define(
                input.apply(ssc),
                notUnderstood,
                options.output(),
                options.database().sink());
        output.accept(byStatus);
        byStatus.foreachRDD(rdd -> totals = new TreeMap<>(rdd.collectAsMap()));
        ssc.addStreamingListener(new StatusLine(out, System.console() != null, INTERVAL.milliseconds()));
        ssc.start();
        return ssc;
    }

    private int report(Map<Integer, Long> expected, DemoOptions options) throws SQLException {
        boolean right = expected.equals(totals);
        out.println();
        out.println("Requests by status: " + totals + (right ? ", as in the log." : ", but the log has " + expected));
        out.println("Windows written to " + options.output() + "/pages-<time>");
        options.database().print(out);
        return right ? 0 : 1;
    }

    private static long sum(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
