// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void shouldFindTheSameLinesHoweverTheBytesArrive() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String text = text(random);
            int longest = 1 + random.nextInt(40);

            assertThat(read(torn(text, random), longest))
                    .as("seed %d, round %d, at most %d bytes of %s", seed, round, longest, text)
                    .isEqualTo(expected(text, longest));
        }
    }

    @Test
    void shouldFindLinesLongerThanItsBuffer() throws IOException {
        String first = "a".repeat(500_000);
        String second = "b".repeat(300_000);

        assertThat(read(stream(first + "\n" + second + "\r\nc"), 1_000_000)).containsExactly(first, second, "c");
    }

    @Test
    void shouldGoOnBehindALineThatWasCutInTheMiddleOfTheBuffer() throws IOException {
        String text = "x".repeat(400_000) + "\nnext\n";

        assertThat(read(stream(text), 100)).containsExactly("x".repeat(100), "next");
        assertThat(read(stream(text), 200_000)).containsExactly("x".repeat(200_000), "next");
    }

    @Test
    void shouldTellALineThatIsTooLongBeforeItHasReadItsEnd() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        LineReader lines = LineReader.of(endless, 1_024, 10_000);

        assertThat(lines.next()).isTrue();
        assertThat(lines.tooLong()).isTrue();
        assertThat(lines.length()).isEqualTo(10_000);
    }

    @Test
    void shouldFindEachLineInTheOnePieceThatItBeginsIn() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String mark = random.nextBoolean() ? "\u00EF\u00BB\u00BF" : "";
            String text = text(random);
            int longest = 1 + random.nextInt(40);

            assertThat(pieces(mark + text, 1 + random.nextInt(60), longest))
                    .as("seed %d, round %d, at most %d bytes of %s%s", seed, round, longest, mark, text)
                    .isEqualTo(expected(text, longest));
        }
    }

    @Test
    void shouldAddWholeLinesThatHaveBeenRead() throws IOException {
        LineReader lines = LineReader.of(stream("a\nbb\n" + "c".repeat(11) + "\nd\n"), 1_024, 10);
        lines.next();

        assertThat(lines.extend(9)).isEqualTo(1);
        assertThat(lines.end()).isEqualTo(5);
        assertThat(lines.next()).isTrue();
        assertThat(lines.tooLong()).isTrue();
        assertThat(lines.place()).isEqualTo(5);
    }

    @Test
    void shouldTellWhetherTheLastLineHadItsEnd() throws IOException {
        LineReader lines = LineReader.of(stream("a\nb"), 1_024, 10);

        assertThat(lines.next()).isTrue();
        assertThat(lines.ended()).isTrue();
        assertThat(lines.next()).isTrue();
        assertThat(lines.ended()).isFalse();
        assertThat(lines.next()).isFalse();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(400);
        IntStream.range(0, length).forEach(i -> text.append("aaaaaaab\r\n\n".charAt(random.nextInt(11))));
        return text.toString();
    }

    /** Does the same by hand, one character at a time. */
    private static List<String> expected(String text, int longest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (each == '\n') {
                lines.add(finished(line, longest));
                line.setLength(0);
            } else {
                line.append(each);
            }
        }
        if (line.length() > 0) {
            lines.add(finished(line, longest));
        }
        return lines;
    }

    private static String finished(StringBuilder line, int longest) {
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, Math.min(longest, end));
    }

    private static List<String> read(InputStream in, int longest) throws IOException {
        return read(LineReader.of(in, 128 << 10, longest));
    }

    private static List<String> pieces(String text, int size, int longest) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); from += size) {
            int begin = Math.max(0, from - 1);
            InputStream in = stream(text.substring(begin));
            lines.addAll(read(LineReader.ofPiece(in, begin, from == 0, from + size, longest)));
        }
        return lines;
    }

    private static List<String> read(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(new String(reader.buffer(), reader.offset(), reader.length(), ISO_8859_1));
        }
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private static InputStream torn(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(20)));
            }
        };
    }
}
