// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.util.List;
import java.util.Locale;

/**
 * Figures of one contender, one per round.
 *
 * @param sorted in ascending order, never empty
 */
record Sample(List<Double> sorted) {

    Sample {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("A sample needs at least one figure");
        }
        sorted = sorted.stream().sorted().toList();
    }

    double median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return sorted.get(0);
    }

    double max() {
        return sorted.get(sorted.size() - 1);
    }

    /** Returns the smallest figure that at least {@code percent} of all do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Returns the median and, in brackets, smallest and largest, with two decimals. */
    String describe() {
        return describe(2);
    }

    /** Returns the median and, in brackets, smallest and largest, with so many decimals. */
    String describe(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + ".." + number + ")", median(), min(), max());
    }

    /** Returns how many times the median of another sample its median is. */
    String ratio(Sample other) {
        return String.format(Locale.ROOT, "%.2f", median() / other.median());
    }
}
