// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks;

import dev.shaduf.benchmarks.protocol.Arguments;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes text lines of exactly 100 bytes, the newline included: about fifteen words each, separated by one space, from a
 * vocabulary of 10,000 invented words; one line in a hundred holds {@link #NEEDLE}. The same seed gives the same bytes.
 *
 * <p>Run as {@code LineGenerator --lines 10000000 --file target/data/lines.txt [--seed 42]}.
 */
public final class LineGenerator {

    /** The word that {@code grep} looks for; no other word contains it. */
    public static final String NEEDLE = "waterwheel";

    /** Bytes in each line, with its newline. */
    public static final int LINE_BYTES = 100;

    /** The seed of all published figures. */
    public static final long SEED = 42;

    private static final int VOCABULARY = 10_000;
    private static final int LINES_PER_NEEDLE = 100;
    private static final int NEEDLE_POSITIONS = 4;
    private static final byte[] NEEDLE_BYTES = NEEDLE.getBytes(StandardCharsets.US_ASCII);

    private final SplittableRandom random;
    private final Vocabulary vocabulary;

    /**
     * Creates a generator.
     *
     * @param seed what decides every byte
     */
    public LineGenerator(long seed) {
        random = new SplittableRandom(seed);
        vocabulary = Vocabulary.of(VOCABULARY, random.split());
    }

    /**
     * Generates a file once.
     *
     * @param args the options
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(Set.of("lines", "file", "seed"), args);
        ensure(Path.of(arguments.text("file")), arguments.number("lines"), arguments.number("seed", SEED));
    }

    /**
     * Writes {@code file} unless it is already there in full length.
     *
     * @param file the target; appears under this name only when complete
     * @param lines how many lines
     * @param seed what decides every byte
     * @return {@code file}
     * @throws IOException if the file cannot be written
     */
    public static Path ensure(Path file, long lines, long seed) throws IOException {
        if (Files.exists(file) && Files.size(file) == lines * LINE_BYTES) {
            return file;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 20)) {
            new LineGenerator(seed).write(lines, out);
        }
        return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes so many lines. */
    public void write(long lines, OutputStream out) throws IOException {
        byte[] line = new byte[LINE_BYTES];
        for (long i = 0; i < lines; i++) {
            next(line);
            out.write(line);
        }
    }

    /** Fills {@code line} with the next line and its newline. */
    void next(byte[] line) {
        int needleAt = random.nextInt(LINES_PER_NEEDLE) == 0 ? random.nextInt(NEEDLE_POSITIONS) : -1;
        int end = LINE_BYTES - 1;
        int at = 0;
        for (int word = 0; at < end; word++) {
            byte[] chosen = word == needleAt ? NEEDLE_BYTES : choose(end - at);
            System.arraycopy(chosen, 0, line, at, chosen.length);
            at += chosen.length;
            line[at++] = ' ';
        }
        line[end] = '\n';
    }

    /** Chooses a word that fills {@code room} exactly, or leaves room for a space and one more word. */
    private byte[] choose(int room) {
        if (room <= Vocabulary.LONGEST) {
            return vocabulary.drawOfLength(room, random);
        }
        byte[] word = vocabulary.draw(random);
        boolean nextFits = room - word.length - 1 >= Vocabulary.SHORTEST;
        return nextFits ? word : vocabulary.drawOfLength(room / 2, random);
    }
}
