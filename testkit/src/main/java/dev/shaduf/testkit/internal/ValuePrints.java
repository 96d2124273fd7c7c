// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the values in the state tables of one stream looked like when they were stored, by uid and partition. */
final class ValuePrints {
    private final Map<Partition, PartitionPrints> byPartition = new ConcurrentHashMap<>();

    private record Partition(String uid, int number) {}

    PartitionPrints of(String uid, int partition) {
        return byPartition.computeIfAbsent(new Partition(uid, partition), unknown -> new PartitionPrints());
    }
}
