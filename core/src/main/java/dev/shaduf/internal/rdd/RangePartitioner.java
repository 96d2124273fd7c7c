// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.rdd.Partitioner;
import java.util.Comparator;
import java.util.List;

/**
 * Assigns keys by ranges, so that all keys of a partition come before those of the next.
 *
 * @param bounds the greatest key, in the given order, of every partition but the last
 * @param order the order of the partitions
 */
record RangePartitioner(List<Object> bounds, Comparator<Object> order) implements Partitioner {
    @Override
    public int numPartitions() {
        return bounds.size() + 1;
    }

    @Override
    public int getPartition(Object key) {
        int low = 0;
        int high = bounds.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(key, bounds.get(middle)) <= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
