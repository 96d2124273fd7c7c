// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a contender writes down during a latency run: for each record the time from its intended send time to the sink,
 * and for each batch its delays. Safe for use by many threads.
 *
 * <p>The first record's intended time starts the run. Records sent during the warm-up are counted but not measured.
 */
public final class LatencyLog {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int DIGITS = 3;

    private final long warmupMicros;
    private final Histogram latencies = new Histogram(DIGITS);
    private final List<BatchRow> batches = new ArrayList<>();
    private long startMicros = Long.MAX_VALUE;
    private long records;

    /**
     * Creates an empty log.
     *
     * @param warmupSeconds how long records are not measured
     */
    public LatencyLog(long warmupSeconds) {
        warmupMicros = warmupSeconds * MICROS_PER_SECOND;
    }

    /**
     * Takes the intended send time out of a line of the paced feeder.
     *
     * @param line {@code <microseconds since the epoch> <text>}
     * @return the time
     */
    public static long intendedMicros(String line) {
        return Long.parseLong(line, 0, line.indexOf(' '), 10);
    }

    /**
     * Takes the key of the shuffle out of a line of the paced feeder.
     *
     * @param line {@code <microseconds since the epoch> <text>}
     * @return the first word of the text
     */
    public static String key(String line) {
        int from = line.indexOf(' ') + 1;
        return line.substring(from, line.indexOf(' ', from));
    }

    /**
     * Notes a record that has reached the sink.
     *
     * @param intendedMicros when it should have been sent, in microseconds since the epoch
     * @param sinkMicros when its batch reached the sink
     */
    public synchronized void record(long intendedMicros, long sinkMicros) {
        records++;
        startMicros = Math.min(startMicros, intendedMicros);
        if (intendedMicros - startMicros >= warmupMicros) {
            latencies.recordValue(Math.max(0, sinkMicros - intendedMicros));
        }
    }

    /**
     * Notes a completed batch.
     *
     * @param batch its figures
     */
    public synchronized void batch(BatchRow batch) {
        batches.add(batch);
    }

    /**
     * Returns how many records have reached the sink.
     *
     * @return records, those of the warm-up included
     */
    public synchronized long records() {
        return records;
    }

    /**
     * Writes the batches that were planned after the warm-up to a file, one line each.
     *
     * @param file the target
     * @throws IOException if it cannot be written
     */
    public synchronized void write(Path file) throws IOException {
        long firstMillis = (startMicros + warmupMicros) / 1_000;
        Files.write(
                file,
                batches.stream()
                        .filter(batch -> batch.timeMillis() > firstMillis)
                        .map(BatchRow::toString)
                        .toList());
    }

    /**
     * Describes the latencies.
     *
     * @param result what to extend
     * @return with {@code records}, and {@code p50Micros}, {@code p99Micros}, {@code p999Micros}, {@code maxMicros}
     */
    public synchronized Announcement describe(Announcement result) {
        return result.with("records", records)
                .with("p50Micros", latencies.getValueAtPercentile(50))
                .with("p99Micros", latencies.getValueAtPercentile(99))
                .with("p999Micros", latencies.getValueAtPercentile(99.9))
                .with("maxMicros", latencies.getMaxValue());
    }
}
