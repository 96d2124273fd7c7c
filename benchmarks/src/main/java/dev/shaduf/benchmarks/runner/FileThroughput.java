// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Lines per second from files that are moved into a watched directory, from the first rename to the last result. */
public final class FileThroughput {
    private final Settings settings;
    private final Stage stage;
    private final Path from;
    private final long lines;

    /**
     * Prepares a comparison.
     *
     * @param settings who runs and how
     * @param from the folder of files, as {@link #files} makes it
     * @param lines how many are in all of them
     * @throws IOException if the folder for logs cannot be made
     */
    public FileThroughput(Settings settings, Path from, long lines) throws IOException {
        this.settings = settings;
        this.stage = settings.stage();
        this.from = from;
        this.lines = lines;
    }

    /**
     * Cuts a file into files with the same number of lines, unless that was done before.
     *
     * @param all the file
     * @param lines how many lines it has
     * @param count how many files to make
     * @return the folder of the files
     * @throws IOException if they cannot be written
     */
    public static Path files(Path all, long lines, int count) throws IOException {
        Path folder = all.resolveSibling("files-" + lines + "-" + count).resolve("from");
        if (Files.exists(folder)) {
            return folder;
        }
        Path making = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "making-");
        try (BufferedReader reader = Files.newBufferedReader(all)) {
            for (int file = 0; file < count; file++) {
                long until = lines * (file + 1) / count;
                try (BufferedWriter writer = Files.newBufferedWriter(making.resolve("part-" + file + ".txt"))) {
                    for (long line = lines * file / count; line < until; line++) {
                        writer.append(reader.readLine()).append('\n');
                    }
                }
            }
        }
        return Files.move(making, folder);
    }

    /** Counts the words of files: with it contenders know when they are through. Lines have one space between two words. */
    public static long words(Path from) throws IOException {
        long words = 0;
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    words += spacesAndEnds(in);
                }
            }
        }
        return words;
    }

    private static long spacesAndEnds(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 20];
        long found = 0;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] == ' ' || buffer[i] == '\n') {
                    found++;
                }
            }
        }
        return found;
    }

    /**
     * Runs all rounds and prints the table.
     *
     * @param words how many words are in the files
     * @throws Exception if a contender fails in all rounds, or results differ
     */
    public void compare(long words) throws Exception {
        Map<String, String> options = Map.of("from", from.toString(), "words", Long.toString(words));
        Rounds rounds = Rounds.alternate(
                settings.contenders(),
                settings.rounds(),
                contender -> stage.alone(contender, Workload.FILES, settings.heapFlags(), options),
                run -> String.format(Locale.ROOT, "%.3f M lines/s", run.millionLinesPerSecond(lines)));
        List<String> columns =
                new ArrayList<>(List.of("contender", "M lines/s (min..max)", "CPU µs per line (min..max)", "runs"));
        rounds.runs().keySet().forEach(name -> columns.add("÷ " + name));
        Report report = new Report(columns);
        rounds.runs().forEach((name, own) -> {
            List<String> cells = new ArrayList<>(List.of(name, rates(own).describe(3)));
            cells.add(new Sample(
                            own.stream().map(run -> run.cpuMicrosPerLine(lines)).toList())
                    .describe(2));
            cells.add(rounds.succeeded(name));
            rounds.runs().values().forEach(other -> cells.add(rates(own).ratio(rates(other))));
            report.add(cells);
        });
        report.publish(settings);
    }

    private Sample rates(List<Run> runs) {
        return new Sample(
                runs.stream().map(run -> run.millionLinesPerSecond(lines)).toList());
    }
}
