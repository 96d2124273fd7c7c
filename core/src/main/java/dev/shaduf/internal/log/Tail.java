// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;

/**
 * Where the newest segment ends. Its last writes may be torn; what a mark says was durable before them is not, and a fault
 * in there is damage.
 */
final class Tail {
    private Tail() {}

    /** Returns the first address after what belongs to the log. */
    static long end(CheckpointStore store, SegmentName name) throws IOException {
        Part all = new Part(name, Long.MAX_VALUE);
        long promised = promised(store, all);
        long end = name.base();
        try (SegmentReader reader = all.open(store)) {
            Piece piece = reader.next();
            while (piece != null && !(piece instanceof Piece.Fault && piece.from() >= promised)) {
                end = piece.to();
                piece = reader.next();
            }
        }
        return Math.max(end, promised);
    }

    /** Tells whether a part of the segment was durable once. */
    static boolean isPromised(CheckpointStore store, SegmentName name) throws IOException {
        return promised(store, new Part(name, Long.MAX_VALUE)) > name.base();
    }

    private static long promised(CheckpointStore store, Part all) throws IOException {
        long promised = all.name().base();
        try (SegmentReader reader = all.open(store)) {
            for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
                if (piece instanceof Piece.Mark mark) {
                    promised = Math.max(promised, mark.durable());
                }
            }
        }
        return promised;
    }
}
