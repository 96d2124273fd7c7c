// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.spi.FileEntry;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file: the lines that begin in a range of its bytes.
 *
 * @param file the file
 * @param from the first byte
 * @param to the byte after the last
 */
record Piece(URI file, long from, long to) implements Serializable {
    private static final String GZIP = ".gz";
    private static final long LARGEST = 128L << 20;
    /** A last piece smaller than this share of the others is joined to the one before. */
    private static final double SLACK = 1.1;

    /** Cuts files so that there are about as many pieces as wanted. */
    static List<Piece> cut(List<FileEntry> files, int wanted) {
        long all = files.stream().mapToLong(FileEntry::length).sum();
        long size = Math.min(LARGEST, Math.max(1, all / wanted));
        List<Piece> pieces = new ArrayList<>();
        for (FileEntry file : files) {
            long at = 0;
            while (!compressed(file.path()) && (file.length() - at) / (double) size > SLACK) {
                pieces.add(new Piece(file.path(), at, at + size));
                at += size;
            }
            if (at < file.length()) {
                pieces.add(new Piece(file.path(), at, file.length()));
            }
        }
        return pieces;
    }

    static boolean compressed(URI file) {
        return String.valueOf(file.getPath()).endsWith(GZIP);
    }
}
