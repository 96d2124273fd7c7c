// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import java.io.Serializable;
import java.util.Map;

/**
 * The partition counts of a batch: of every shuffle, state and sink whose count is not fixed by the program. A batch that
 * is run again has the layout that it was planned with.
 *
 * @param partitions the count by operator
 */
public record Layout(Map<String, Integer> partitions) implements Serializable {
    /** Returns the count of an operator. */
    public int of(String operator) {
        Integer count = partitions.get(operator);
        if (count == null) {
            throw new IllegalStateException("the layout of this batch has no partition count for operator '" + operator
                    + "'; known are " + partitions.keySet());
        }
        return count;
    }
}
