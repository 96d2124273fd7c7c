// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a misspelt key was meant to be. */
final class Spelling {
    private static final int MOST = 2;

    private Spelling() {}

    /** Returns {@code "; did you mean 'x'?"} for a known key that lacks its prefix or is the nearest, or the list of known keys. */
    static String hint(String key, Collection<String> known) {
        return ending(key, known)
                .or(() -> nearest(key, known, Math.max(1, key.length() / 3)))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; known are " + String.join(", ", known));
    }

    /** Returns the nearest known key that a key must be a misspelling of. */
    static Optional<String> nearest(String key, Collection<String> known) {
        return nearest(key, known, Math.min(MOST, Math.max(1, key.length() / 3)));
    }

    /** Tells whether a key is a known one, or so like one that it must be a misspelling of it. */
    static boolean isNear(String key, Collection<String> known) {
        return nearest(key, known).isPresent();
    }

    /** Returns the nearest known key of which no more letters are wrong. */
    static Optional<String> nearest(String key, Collection<String> known, int farthest) {
        return known.stream()
                .filter(candidate -> distance(key, candidate) <= farthest)
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
    }

    /** The one key of which only the end was said. */
    private static Optional<String> ending(String key, Collection<String> known) {
        List<String> longer = known.stream()
                .filter(candidate -> candidate.endsWith("." + key))
                .toList();
        return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
    }

    /** Counts the letters that are wrong, missing or too many, and pairs of them that changed places. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = before;
            before = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
