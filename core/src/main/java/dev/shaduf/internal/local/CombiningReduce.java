// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.shuffle.CombineTable;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.PortableHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combines by key what came through the shuffle as it was. */
final class CombiningReduce extends ReduceSide<Bucket> {
    private final ShuffleNode node;
    private final Combine combine;

    CombiningReduce(ShuffleNode node, Combine combine, List<@Nullable Bucket[]> mapOutputs) {
        super(node.partitions(), mapOutputs);
        this.node = node;
        this.combine = combine;
    }

    @Override
    Result result(int partition, List<Bucket> parts) {
        try {
            CombineTable table = new CombineTable(combine);
            for (Bucket bucket : parts) {
                add(bucket, table);
            }
            return Sorting.result(table, node);
            // checkstyle: allow CatchThrowable, because a key's methods may throw errors too
        } catch (Throwable thrown) {
            throw OperatorException.by(node.origin(), thrown);
        }
    }

    private static void add(Bucket bucket, CombineTable table) throws Exception {
        boolean hashed = bucket.hashed();
        for (int i = 0; i < bucket.size(); i++) {
            Tuple2<?, ?> pair = (Tuple2<?, ?>) bucket.record(i);
            Object key = pair._1();
            table.add(hashed ? bucket.hash(i) : PortableHash.of(key), key, pair._2());
        }
    }
}
