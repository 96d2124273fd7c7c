// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A log as it is in a store now, for reading; nobody needs to own the store. */
public final class LogReader {
    private final CheckpointStore store;
    private final Chain chain;

    private LogReader(CheckpointStore store, Chain chain) {
        this.store = store;
        this.chain = chain;
    }

    /**
     * Looks at a log.
     *
     * @param store the store
     * @param name the log's name, such as {@code journal}
     * @return the log; empty if there is none
     * @throws LogFormatException if it must not be read by this version
     */
    public static LogReader of(CheckpointStore store, String name) throws IOException {
        return new LogReader(store, Chain.of(store, name));
    }

    /** Returns the id of the stream whose log it is; empty where no segment tells. */
    public Optional<UUID> stream() {
        return chain.stream();
    }

    /** Returns the newest version of the format that a segment of it has; 0 where no segment tells. */
    public int version() {
        return chain.version();
    }

    /** Returns the first address that may be there. */
    public long first() {
        List<Part> parts = chain.parts();
        return parts.isEmpty() ? 0 : parts.get(0).name().base();
    }

    /** Returns the first address after the log. */
    public long end() {
        List<Part> parts = chain.parts();
        return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).end();
    }

    /** Returns what is cut off at its end. */
    public Optional<LogTear> tear() {
        return chain.tear();
    }

    /** Shows all records, and what is lost, in the order of addresses. */
    public void read(LogVisitor visitor) throws IOException {
        Deque<LogDamage> damages = new ArrayDeque<>(chain.damages());
        for (Part part : chain.parts()) {
            while (!damages.isEmpty()
                    && damages.getFirst().from() <= part.name().base()) {
                visitor.damage(damages.removeFirst());
            }
            read(part, visitor);
        }
    }

    Chain chain() {
        return chain;
    }

    private void read(Part part, LogVisitor visitor) throws IOException {
        try (SegmentReader reader = part.open(store)) {
            for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
                if (piece instanceof Piece.Content content) {
                    visitor.record(content.from(), content.bytes());
                } else if (piece instanceof Piece.Fault fault) {
                    visitor.damage(part.damage(fault));
                }
            }
        }
    }
}
