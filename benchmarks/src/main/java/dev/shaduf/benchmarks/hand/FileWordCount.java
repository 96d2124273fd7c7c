// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.Announcement.Kind;
import dev.shaduf.benchmarks.protocol.Arguments;
import dev.shaduf.benchmarks.protocol.DroppedFiles;
import dev.shaduf.benchmarks.protocol.EpochMicros;
import dev.shaduf.benchmarks.protocol.WordTally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the words of files: two threads, which take the next file each and count in a hash map of their own. */
public final class FileWordCount {

    private static final int THREADS = 2;

    private FileWordCount() {}

    /**
     * Counts and announces.
     *
     * @param args {@link DroppedFiles#OPTIONS}
     * @throws Exception if a file cannot be read
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(DroppedFiles.OPTIONS, args);
        WordTally totals = new WordTally();
        Announcement result;
        try (DroppedFiles dropped = DroppedFiles.of(arguments)) {
            long begun = dropped.drop();
            count(dropped.files(), totals);
            result = Announcement.of(Kind.RESULT).with("begunMicros", begun).with(Announcement.AT, EpochMicros.now());
        }
        totals.describe(result).announceAndAwaitRelease();
    }

    private static void count(List<Path> files, WordTally totals) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            AtomicInteger next = new AtomicInteger();
            Callable<Map<String, long[]>> loop = () -> countNext(files, next);
            for (Future<Map<String, long[]>> counts : threads.invokeAll(List.of(loop, loop))) {
                totals.addAll(counts.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, long[]> countNext(List<Path> files, AtomicInteger next) throws IOException {
        Map<String, long[]> counts = new HashMap<>(32_768);
        for (int file = next.getAndIncrement(); file < files.size(); file = next.getAndIncrement()) {
            try (FileLines input = new FileLines(files.get(file))) {
                for (String line = input.next(); line != null; line = input.next()) {
                    count(line, counts);
                }
            }
        }
        return counts;
    }

    private static void count(String line, Map<String, long[]> counts) {
        int from = 0;
        for (int space = line.indexOf(' '); space >= 0; space = line.indexOf(' ', from)) {
            count(counts, line.substring(from, space));
            from = space + 1;
        }
        count(counts, line.substring(from));
    }

    private static void count(Map<String, long[]> counts, String word) {
        long[] count = counts.get(word);
        if (count == null) {
            counts.put(word, new long[] {1});
        } else {
            count[0]++;
        }
    }
}
