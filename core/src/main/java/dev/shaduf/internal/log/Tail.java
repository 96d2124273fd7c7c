// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Where the newest segment ends. Its last writes may be torn: the file ends in the middle of a record, or what the disk had not
 * written yet reads as zeros. What a mark says was durable before is not torn, and neither is what is wholly there and has
 * changed: a fault in these is damage, and belongs to the log.
 *
 * @param end the first address after what belongs to the log
 * @param tear what is cut off behind it
 */
record Tail(long end, Optional<LogTear> tear) {
    static final Tail NONE = new Tail(0, Optional.empty());

    static Tail of(CheckpointStore store, SegmentName name) throws IOException {
        Part all = new Part(name, Long.MAX_VALUE);
        long promised = promised(store, all);
        long end = name.base();
        try (SegmentReader reader = all.open(store)) {
            Piece piece = reader.next();
            while (piece != null && !isTear(piece, promised, all, store)) {
                end = piece.to();
                piece = reader.next();
            }
            return piece == null
                    ? new Tail(Math.max(end, promised), Optional.empty())
                    : new Tail(end, Optional.of(tear(all, piece, reader)));
        }
    }

    /** Tells whether a segment whose header cannot be read has been written, and is not what a crash left of a new one. */
    static boolean isWritten(CheckpointStore store, SegmentName name) throws IOException {
        Part all = new Part(name, Long.MAX_VALUE);
        return promised(store, all) > name.base() || (hasRecord(store, all) && hasHeader(store, name));
    }

    private static boolean hasHeader(CheckpointStore store, SegmentName name) throws IOException {
        try (InputStream in = store.read(name.toString(), 0)) {
            return !Sectors.isUnwritten(in, 0, SegmentHeader.BYTES);
        }
    }

    private static boolean hasRecord(CheckpointStore store, Part all) throws IOException {
        try (SegmentReader reader = all.open(store)) {
            Piece piece = reader.next();
            while (piece instanceof Piece.Fault) {
                piece = reader.next();
            }
            return piece != null;
        }
    }

    private static boolean isTear(Piece piece, long promised, Part all, CheckpointStore store) throws IOException {
        if (!(piece instanceof Piece.Fault fault) || fault.from() < promised) {
            return false;
        }
        return switch (fault.flaw()) {
            case CUT_OFF, ENDS_EARLY -> true;
            case FLIPPED -> false;
            case CHECKSUM -> isUnwritten(all, Sectors.after(all.offset(fault.from()) + Frame.BYTES), fault, store);
            case NO_RECORD -> isUnwritten(all, all.offset(fault.from()), fault, store);
        };
    }

    private static boolean isUnwritten(Part all, long from, Piece.Fault fault, CheckpointStore store)
            throws IOException {
        try (InputStream in = store.read(all.name().toString(), from)) {
            return Sectors.isUnwritten(in, from, all.offset(fault.to()));
        }
    }

    private static LogTear tear(Part all, Piece first, SegmentReader reader) throws IOException {
        long end = first.to();
        for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
            end = piece.to();
        }
        return new LogTear(all.name().toString(), all.offset(first.from()), end - first.from());
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
