// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt key was meant to be. */
final class Spelling {
    private Spelling() {}

    /** Returns {@code "; did you mean 'x'?"} for the nearest known key, or the list of known keys. */
    static String hint(String key, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .filter(nearest -> distance(key, nearest) <= Math.max(2, key.length() / 3))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; known are " + String.join(", ", known));
    }

    /** Returns the nearest known key that a key must be a misspelling of, with so many letters wrong at most. */
    static Optional<String> nearest(String key, Collection<String> known, int most) {
        return known.stream()
                .filter(candidate -> distance(key, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
    }

    /** Tells whether a key is a known one, or so like one that it must be a misspelling of it. */
    static boolean isNear(String key, Collection<String> known) {
        return known.stream().anyMatch(candidate -> distance(key, candidate) <= 2);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
