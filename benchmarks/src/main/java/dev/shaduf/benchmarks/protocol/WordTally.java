// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * Running totals per word, kept where results arrive: on the driver, or where threads merge. Not for concurrent use.
 */
public final class WordTally {

    private static final Comparator<Map.Entry<String, long[]>> LESS_FREQUENT_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, long[]> entry) -> entry.getValue()[0])
            .thenComparing(Map.Entry::getKey, Comparator.reverseOrder());

    private final Map<String, long[]> totals = new HashMap<>(32_768);

    /**
     * Adds to a word's total.
     *
     * @param word the word
     * @param count how often it was seen
     */
    public void add(String word, long count) {
        totals.computeIfAbsent(word, absent -> new long[1])[0] += count;
    }

    /**
     * Adds many counts.
     *
     * @param counts per word, the first element of an array
     */
    public void addAll(Map<String, long[]> counts) {
        counts.forEach((word, count) -> add(word, count[0]));
    }

    /**
     * Describes the most frequent words.
     *
     * @param k how many
     * @return {@code word:total} joined by commas, the most frequent first, equal totals in alphabetical order
     */
    public String top(int k) {
        PriorityQueue<Map.Entry<String, long[]>> best = new PriorityQueue<>(k + 1, LESS_FREQUENT_FIRST);
        for (Map.Entry<String, long[]> entry : totals.entrySet()) {
            best.add(entry);
            if (best.size() > k) {
                best.poll();
            }
        }
        List<Map.Entry<String, long[]>> ordered =
                best.stream().sorted(LESS_FREQUENT_FIRST.reversed()).toList();
        return ordered.stream().map(e -> e.getKey() + ":" + e.getValue()[0]).collect(Collectors.joining(","));
    }

    /**
     * Adds the figures by which word counts are compared.
     *
     * @param result what to extend
     * @return with {@code words} (sum of all totals), {@code distinct}, and {@code checksum} over words and totals
     */
    public Announcement describe(Announcement result) {
        long words = 0;
        long checksum = 0;
        for (Map.Entry<String, long[]> entry : totals.entrySet()) {
            long count = entry.getValue()[0];
            words += count;
            checksum += hash(entry.getKey()) * count;
        }
        return result.with("words", words).with("distinct", totals.size()).with("checksum", Long.toHexString(checksum));
    }

    /** FNV-1a with 64 bits over characters: words differ in it where their {@code hashCode} is equal. */
    private static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
