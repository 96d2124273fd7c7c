// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.ShuffleNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the map tasks gathered one behind the other, or sorts it by key. */
final class PlainReduce extends ReduceSide<Bucket> {
    private final ShuffleNode node;

    PlainReduce(ShuffleNode node, List<@Nullable Bucket[]> mapOutputs) {
        super(node.partitions(), mapOutputs);
        this.node = node;
    }

    @Override
    Result result(List<Bucket> parts) {
        Comparator<Object> ordering = node.ordering();
        if (ordering != null) {
            return Sorting.sorted(joined(parts), ordering, node.origin());
        }
        List<Input.Opener> openers =
                parts.stream().<Input.Opener>map(bucket -> bucket::read).toList();
        return () -> Input.concat(openers);
    }

    private static Object[] joined(List<Bucket> parts) {
        long size = parts.stream().mapToLong(Bucket::size).sum();
        Object[] all = new Object[Math.toIntExact(size)];
        int at = 0;
        for (Bucket bucket : parts) {
            bucket.copyTo(all, at);
            at += bucket.size();
        }
        return all;
    }
}
