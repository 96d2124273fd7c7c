// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.ShuffleNode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sorts what the map tasks gathered: in memory if all of it is there, else by merging what they have sorted. */
final class SortingReduce extends ReduceSide<SortedPart> {
    private final ShuffleNode node;
    private final Comparator<Object> ordering;

    SortingReduce(ShuffleNode node, Comparator<Object> ordering, List<@Nullable SortedPart[]> mapOutputs) {
        super(node.partitions(), mapOutputs);
        this.node = node;
        this.ordering = ordering;
    }

    @Override
    Result result(int partition, List<SortedPart> parts) {
        if (parts.stream().allMatch(part -> part.runs().isEmpty())) {
            List<Bucket> rests = parts.stream()
                    .map(part -> Objects.requireNonNull(part.rest()))
                    .toList();
            return Sorting.sorted(Bucket.joined(rests), ordering, node.origin());
        }
        Merge merge = new Merge(ordering, node.origin());
        for (SortedPart part : parts) {
            part.runs().forEach(run -> merge.add(run, partition));
            Bucket rest = part.rest();
            if (rest != null) {
                merge.add(Sorting.sort(rest.toArray(), ordering, node.origin()));
            }
        }
        return merge::read;
    }
}
