// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.SourceReader;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads the pieces of a split one behind the other. */
public final class SplitReading<T> implements SourceReader<T> {
    private final RecordFormat<T> format;
    private final Iterator<FilePiece> pieces;
    private @Nullable PieceInput input;
    private @Nullable PieceReader<T> reader;

    public SplitReading(FileSplit split, RecordFormat<T> format) {
        this.format = format;
        this.pieces = split.pieces().iterator();
    }

    @Override
    public boolean read(RecordOutput<T> output, int max) throws Exception {
        int left = max;
        while (left > 0) {
            PieceReader<T> current = reader;
            if (current == null) {
                if (!pieces.hasNext()) {
                    return false;
                }
                current = next(pieces.next());
            }
            int count = current.read(output, left);
            if (count < left) {
                finish();
            }
            left -= count;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        PieceReader<T> open = reader;
        PieceInput bytes = input;
        reader = null;
        input = null;
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            if (bytes != null) {
                bytes.close();
            }
        }
    }

    private PieceReader<T> next(FilePiece piece) throws IOException {
        PieceInput opened = PieceInput.open(piece);
        input = opened;
        PieceReader<T> begun = format.open(opened);
        reader = begun;
        return begun;
    }

    private void finish() throws IOException {
        PieceInput done = input;
        close();
        if (done != null) {
            done.check();
        }
    }
}
