// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineGeneratorTest {
    private static final int LINES = 20_000;

    @Test
    void shouldGiveTheSameBytesForTheSameSeed() throws IOException {
        assertThat(generate(7)).isEqualTo(generate(7)).isNotEqualTo(generate(8));
    }

    @Test
    void shouldFillEachLineWithWordsSeparatedByOneSpace() throws IOException {
        assertThat(lines(7))
                .hasSize(LINES)
                .allSatisfy(line ->
                        assertThat(line).hasSize(LineGenerator.LINE_BYTES - 1).matches("[a-z]{2,10}( [a-z]{2,10})+"));
    }

    @Test
    void shouldPutAboutFifteenWordsIntoALine() throws IOException {
        double words = lines(7).stream()
                .mapToInt(line -> line.split(" ").length)
                .average()
                .orElseThrow();
        assertThat(words).isEqualTo(15, within(0.7));
    }

    @Test
    void shouldPutTheNeedleIntoOneLineInAHundred() throws IOException {
        long matches = lines(7).stream()
                .filter(line -> line.contains(LineGenerator.NEEDLE))
                .count();
        assertThat(100.0 * matches / LINES).isEqualTo(1, within(0.25));
    }

    @Test
    void shouldDrawFrequentWordsAsZipfSays() throws IOException {
        Map<String, Long> counts = lines(7).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<Long> descending =
                counts.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();
        double firstToTenth = (double) descending.get(0) / descending.get(9);
        assertThat(firstToTenth).isBetween(2.5, 6.0);
        assertThat(counts).hasSizeGreaterThan(9_000);
    }

    @Test
    void shouldHaveNoWordThatContainsTheNeedle() {
        Vocabulary vocabulary = Vocabulary.of(10_000, new SplittableRandom(LineGenerator.SEED).split());
        assertThat(vocabulary.words())
                .hasSize(10_000)
                .noneMatch(word -> new String(word, StandardCharsets.US_ASCII).contains(LineGenerator.NEEDLE));
    }

    @Test
    void shouldKeepAFileThatIsComplete(@TempDir Path folder) throws IOException {
        Path file = LineGenerator.ensure(folder.resolve("lines.txt"), 100, 7);
        FileTime longAgo = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(file, longAgo);
        LineGenerator.ensure(file, 100, 7);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    }

    @Test
    void shouldReplaceAFileThatIsCutOff(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lines.txt"), "half a li");
        LineGenerator.ensure(file, 100, 7);
        assertThat(file).hasSize(100L * LineGenerator.LINE_BYTES);
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    private static byte[] generate(long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LineGenerator(seed).write(LINES, out);
        return out.toByteArray();
    }

    private static List<String> lines(long seed) throws IOException {
        return new String(generate(seed), StandardCharsets.US_ASCII).lines().toList();
    }
}
