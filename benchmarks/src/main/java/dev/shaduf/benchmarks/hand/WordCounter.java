// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.hand;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts the words of lines in one hash map, for one thread. */
public final class WordCounter {

    private final Map<String, long[]> counts = new HashMap<>(32_768);

    /** Begins with nothing. */
    public WordCounter() {}

    /**
     * Counts the words of a line.
     *
     * @param line words separated by single spaces
     */
    public void line(String line) {
        int from = 0;
        for (int space = line.indexOf(' '); space >= 0; space = line.indexOf(' ', from)) {
            count(line.substring(from, space));
            from = space + 1;
        }
        count(line.substring(from));
    }

    private void count(String word) {
        long[] count = counts.get(word);
        if (count == null) {
            counts.put(word, new long[] {1});
        } else {
            count[0]++;
        }
    }

    /**
     * Gives away what was counted, and begins with nothing.
     *
     * @param merge takes the counts; it keeps no reference
     */
    public void handOver(Consumer<Map<String, long[]>> merge) {
        merge.accept(counts);
        counts.clear();
    }
}
