// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Directories in, files out, killed again and again while files keep appearing: every line comes out exactly once, in both
 * layouts. 12 kills, or 120 in a soak.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledFilesIT {
    private static final int KILLS = KilledProcess.kills(12, 120);

    @TempDir
    Path temp;

    @Test
    void shouldWriteEveryLineExactlyOnceWhenKilled() throws Exception {
        KilledProcess program = new KilledProcess(KilledFilesProgram.class, temp);
        DroppedLines writer = new DroppedLines(temp, new Random(program.random().nextLong()));
        begin(program);
        writer.start();
        for (int kill = 0; kill < KILLS; kill++) {
            program.killed(kill);
        }
        int lines = writer.end();
        Path end = Files.writeString(temp.resolve("end.tmp"), "" + lines);
        Files.move(end, temp.resolve("end"), StandardCopyOption.ATOMIC_MOVE);
        program.finish();

        List<Integer> expected = IntStream.range(0, lines).boxed().toList();
        assertThat(numbers("out")).as(program.said()).isEqualTo(expected);
        assertThat(numbers("rolled")).as(program.said()).isEqualTo(expected);
    }

    /** What is there at the first start is left out, as with Spark: so the files come after it. */
    private void begin(KilledProcess program) throws Exception {
        Process first = program.start(0, "SIGKILL");
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(temp.resolve("begun")) || !first.isAlive());
        assertThat(first.isAlive()).as(program.said()).isTrue();
        KilledProcess.kill(first);
    }

    private List<Integer> numbers(String output) throws Exception {
        return OutputLines.of(temp.resolve(output)).stream()
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }
}
