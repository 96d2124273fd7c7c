// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.util.ArrayList;
import java.util.List;

/** How contenders with a {@code flatMap} cut a line into words: the same function for all of them. */
public final class Words {

    private static final int USUAL = 20;

    private Words() {}

    /**
     * Cuts a line at its spaces.
     *
     * @param line words separated by single spaces
     * @return the words in order
     */
    public static List<String> of(String line) {
        List<String> words = new ArrayList<>(USUAL);
        int from = 0;
        for (int space = line.indexOf(' '); space >= 0; space = line.indexOf(' ', from)) {
            words.add(line.substring(from, space));
            from = space + 1;
        }
        words.add(line.substring(from));
        return words;
    }
}
