// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import java.util.List;

/**
 * A stream of a random graph. Durations are counted in batches.
 *
 * @param id its number
 * @param operator what makes it
 * @param inputs the numbers of the streams that it reads
 * @param constant goes into the functions
 * @param length the length of its window
 * @param slide how often it yields an RDD
 * @param partitions the number of partitions asked for
 */
record Node(int id, Operator operator, List<Integer> inputs, int constant, int length, int slide, int partitions) {
    String code() {
        String text = operator.code();
        for (int i = 0; i < inputs.size(); i++) {
            text = text.replace("$" + i, "s" + inputs.get(i));
        }
        return "var s" + id + " = "
                + text.replace("$c", String.valueOf(constant))
                        .replace("$w", "seconds(" + length + ")")
                        .replace("$s", "seconds(" + slide + ")")
                        .replace("$n", String.valueOf(partitions))
                + "; // " + operator.name() + ", slides every " + slide;
    }
}
