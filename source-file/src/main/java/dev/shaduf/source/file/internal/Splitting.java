// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.util.ArrayList;
import java.util.List;

/** Divides the files of a range. Small files share a split; a large one is cut where its format allows. */
public final class Splitting {
    /** What opening a file costs, as if it were bytes of it: a split has not too many small ones. */
    private static final long OPENING = 32 << 10;

    private final List<FileSplit> splits = new ArrayList<>();
    private final long target;
    private List<FilePiece> pieces = new ArrayList<>();
    private long size;

    private Splitting(long target) {
        this.target = Math.max(1, target);
    }

    /**
     * Divides a range.
     *
     * @param range the range
     * @param format whether files of it can be cut, and at which multiples
     */
    public static List<FileSplit> of(FileRange range, RecordFormat<?> format) {
        Splitting splitting = new Splitting(range.splitBytes());
        for (TakenFile file : range.files()) {
            boolean cut = format.splittable() && Codec.of(file.path()) == Codec.NONE;
            splitting.add(file, cut ? step(range.splitBytes(), format.alignment()) : Math.max(1, file.length()));
        }
        splitting.end();
        return splitting.splits;
    }

    private static long step(long target, long alignment) {
        return Math.max(1, target / alignment) * alignment;
    }

    private void add(TakenFile file, long step) {
        long from = 0;
        do {
            long until = file.length() - from > step + step / 4 ? from + step : file.length();
            add(new FilePiece(file, from, until));
            from = until;
        } while (from < file.length());
    }

    private void add(FilePiece piece) {
        long cost = piece.until() - piece.from() + OPENING;
        if (size > 0 && size + cost > target + OPENING) {
            end();
        }
        pieces.add(piece);
        size += cost;
    }

    private void end() {
        if (!pieces.isEmpty()) {
            splits.add(new FileSplit(pieces));
            pieces = new ArrayList<>();
            size = 0;
        }
    }
}
