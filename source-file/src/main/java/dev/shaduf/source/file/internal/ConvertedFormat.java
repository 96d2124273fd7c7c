// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.function.Function;
import dev.shaduf.spi.RecordOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records that a function of the user cuts from the bytes of a file.
 *
 * @param converter the records of a file, lazily
 * @param <T> the type of the records
 */
record ConvertedFormat<T>(Function<InputStream, Iterable<T>> converter) implements RecordFormat<T> {
    @Override
    public String id() {
        return "converted";
    }

    @Override
    public PieceReader<T> open(PieceInput input) throws IOException {
        return new Reading(input, new Buffered(input.bytes(0)));
    }

    private final class Reading implements PieceReader<T> {
        private final PieceInput input;
        private final InputStream bytes;
        private @Nullable Iterator<T> records;

        Reading(PieceInput input, InputStream bytes) {
            this.input = input;
            this.bytes = bytes;
        }

        @Override
        public int read(RecordOutput<T> output, int max) throws Exception {
            int count = 0;
            while (count < max) {
                T record = next();
                if (record == null) {
                    return count;
                }
                output.add(record);
                count++;
            }
            return count;
        }

        /** The exception stays the user's own; which file it was about is added to it. */
        private @Nullable T next() throws Exception {
            try {
                Iterator<T> all = records;
                if (all == null) {
                    all = converter.call(bytes).iterator();
                    records = all;
                }
                return all.hasNext() ? Objects.requireNonNull(all.next(), "the converter made a null record") : null;
            } catch (Exception e) {
                e.addSuppressed(new IOException("while reading file '" + input.name() + "'"));
                throw e;
            }
        }
    }
}
