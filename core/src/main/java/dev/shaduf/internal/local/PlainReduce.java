// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.ShuffleNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the map tasks gathered one behind the other. */
final class PlainReduce extends ReduceSide<Bucket> {
    PlainReduce(ShuffleNode node, List<@Nullable Bucket[]> mapOutputs) {
        super(node.partitions(), mapOutputs);
    }

    @Override
    Result result(int partition, List<Bucket> parts) {
        List<Input.Opener> openers =
                parts.stream().<Input.Opener>map(bucket -> bucket::read).toList();
        return () -> Input.concat(openers);
    }
}
