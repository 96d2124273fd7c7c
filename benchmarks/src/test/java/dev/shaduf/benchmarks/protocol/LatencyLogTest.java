// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {
    private static final long START = 1_700_000_000_000_000L;

    @Test
    void shouldMeasureFromTheIntendedTimeAndCountButNotMeasureTheWarmUp() {
        LatencyLog log = new LatencyLog(1);
        log.record(START, START + 900_000);
        log.record(START + 1_000_000, START + 1_002_000);
        log.record(START + 2_000_000, START + 2_004_000);
        Announcement result = log.describe(Announcement.of(Kind.RESULT));
        assertThat(result.field("records")).isEqualTo("3");
        assertThat((double) result.number("p50Micros")).isEqualTo(2_000, within(10.0));
        assertThat((double) result.number("maxMicros")).isEqualTo(4_000, within(10.0));
    }

    @Test
    void shouldWriteTheBatchesAfterTheWarmUp(@TempDir Path folder) throws IOException {
        LatencyLog log = new LatencyLog(1);
        log.record(START, START);
        BatchRow warm = new BatchRow(START / 1_000 + 1_001, 10, 20, 30);
        log.batch(new BatchRow(START / 1_000 + 1_000, 1, 2, 3));
        log.batch(warm);
        Path file = folder.resolve("batches.csv");
        log.write(file);
        assertThat(Files.readAllLines(file).stream().map(BatchRow::parse)).containsExactly(warm);
    }

    @Test
    void shouldTakeTimeAndKeyOutOfALine() {
        String line = START + " bucket of water";
        assertThat(LatencyLog.intendedMicros(line)).isEqualTo(START);
        assertThat(LatencyLog.key(line)).isEqualTo("bucket");
    }
}
