// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.function.Tuple2;
import java.io.Serializable;
import java.util.List;

/**
 * What a windowed reduction keeps of a batch.
 *
 * @param pairs the reduced pairs
 */
record BatchPartial(Tuple2<?, ?>[] pairs) implements Serializable {
    BatchPartial(List<Object> pairs) {
        this(pairs.toArray(new Tuple2<?, ?>[0]));
    }
}
