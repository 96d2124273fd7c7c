// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.Step;
import dev.shaduf.engine.UnionNode;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The part of a plan that one task computes, as executors get it: nodes down to where other RDDs are read, and nothing behind
 * those.
 */
sealed interface Part extends Serializable {
    /** Adds what a partition reads of other RDDs. */
    void pieces(int partition, Set<Piece> into);

    /** A source that can be read anywhere. */
    record Source(PartitionReader reader) implements Part {
        @Override
        public void pieces(int partition, Set<Piece> into) {}
    }

    /** Another RDD, and what its elements are. */
    record Parent(int parent, Elements elements) implements Part {
        @Override
        public void pieces(int partition, Set<Piece> into) {
            into.add(new Piece(parent, partition));
        }
    }

    /** The table after an update. */
    record View(WantedVersion version) implements Part {
        @Override
        public void pieces(int partition, Set<Piece> into) {}
    }

    /** Steps after another part. */
    record Chain(Part head, List<Step> steps) implements Part {
        @Override
        public void pieces(int partition, Set<Piece> into) {
            head.pieces(partition, into);
        }
    }

    /** Partitions of parts side by side or one behind the other. */
    record Union(List<Part> parts, List<List<UnionNode.Piece>> groups) implements Part {
        @Override
        public void pieces(int partition, Set<Piece> into) {
            for (UnionNode.Piece piece : groups.get(partition)) {
                parts.get(piece.parent()).pieces(piece.partition(), into);
            }
        }
    }

    /** Values of parts by key. */
    record Grouped(List<Part> parts, Origin origin) implements Part {
        @Override
        public void pieces(int partition, Set<Piece> into) {
            parts.forEach(part -> part.pieces(partition, into));
        }
    }
}
