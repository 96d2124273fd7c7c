// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Invented, pronounceable words with a Zipf distribution: the word of rank {@code r} is drawn with a probability
 * proportional to {@code 1 / (r + 2.7)}, and frequent words tend to be short, as in natural text.
 *
 * <p>The same seed always gives the same words in the same order of rank.
 */
final class Vocabulary {

    static final int SHORTEST = 2;
    static final int LONGEST = 10;

    private static final String CONSONANTS = "bcdfghjklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final double ZIPF_SHIFT = 2.7;
    private static final int DRAWS = 1 << 20;

    private final List<byte[]> words;
    private final List<List<byte[]>> byLength;
    private final short[] draws;

    private Vocabulary(List<byte[]> words) {
        this.words = words;
        this.byLength = byLength(words);
        this.draws = draws(words.size());
    }

    static Vocabulary of(int size, SplittableRandom random) {
        if (size < 1_000 || size > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Vocabulary of " + size + " words: 1000 to " + Short.MAX_VALUE + " allowed");
        }
        Set<String> distinct = new LinkedHashSet<>(2 * size);
        while (distinct.size() < size) {
            distinct.add(word(lengthFor(distinct.size(), size, random), random));
        }
        List<byte[]> words = new ArrayList<>(size);
        distinct.forEach(word -> words.add(word.getBytes(StandardCharsets.US_ASCII)));
        return new Vocabulary(words);
    }

    /** Returns a word, frequent ones more often. */
    byte[] draw(SplittableRandom random) {
        return words.get(draws[random.nextInt(DRAWS)]);
    }

    /** Returns a word of exactly {@code length} letters, each such word equally likely. */
    byte[] drawOfLength(int length, SplittableRandom random) {
        List<byte[]> candidates = byLength.get(length);
        return candidates.get(random.nextInt(candidates.size()));
    }

    List<byte[]> words() {
        return words;
    }

    private static int lengthFor(int rank, int size, SplittableRandom random) {
        // The first two in a hundred words make up half of a text.
        boolean frequent = rank < size / 50;
        return frequent ? random.nextInt(SHORTEST, 7) : random.nextInt(5, LONGEST + 1);
    }

    private static String word(int length, SplittableRandom random) {
        StringBuilder word = new StringBuilder(length);
        boolean vowel = random.nextBoolean();
        while (word.length() < length) {
            String letters = vowel ? VOWELS : CONSONANTS;
            word.append(letters.charAt(random.nextInt(letters.length())));
            vowel = !vowel;
        }
        return word.toString();
    }

    private static List<List<byte[]>> byLength(List<byte[]> words) {
        List<List<byte[]>> result = new ArrayList<>();
        for (int length = 0; length <= LONGEST; length++) {
            result.add(new ArrayList<>());
        }
        words.forEach(word -> result.get(word.length).add(word));
        return result;
    }

    private static short[] draws(int size) {
        double total = 0;
        for (int rank = 0; rank < size; rank++) {
            total += 1 / (rank + ZIPF_SHIFT);
        }
        short[] draws = new short[DRAWS];
        double reached = 0;
        int from = 0;
        for (int rank = 0; rank < size; rank++) {
            reached += 1 / (rank + ZIPF_SHIFT);
            int to = (int) Math.round(reached / total * DRAWS);
            Arrays.fill(draws, from, to, (short) rank);
            from = to;
        }
        return draws;
    }
}
