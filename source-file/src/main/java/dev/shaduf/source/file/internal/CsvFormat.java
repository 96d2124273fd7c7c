// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.shaduf.spi.RecordOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV as RFC 4180 describes it. A row that has not as many fields as the first one is rejected; blank lines are
 * left out. Not splittable, because a field may hold line breaks.
 *
 * @param separator what stands between fields
 * @param maxBytes the longest row in characters
 * @param charset the name of the encoding
 * @param rows makes records of rows
 * @param <T> the type of the records
 */
record CsvFormat<T>(char separator, int maxBytes, String charset, CsvFormat.Rows<T> rows) implements RecordFormat<T> {
    private static final int SHOWN = 200;

    /** Makes records of rows. */
    interface Rows<T> extends Serializable {
        /** Tells whether the first row holds the names of the fields. */
        boolean header();

        /** Makes a record of a row. */
        T record(List<String> names, List<String> fields);
    }

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public PieceReader<T> open(PieceInput input) throws IOException {
        InputStream bytes = Buffered.text(input.bytes(0));
        Iterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(maxBytes)
                .build(rows(maxBytes), bytes, Charset.forName(charset))
                .iterator();
        return new Reading(input, records);
    }

    private static CsvRecordHandler rows(int maxBytes) {
        return CsvRecordHandler.of(row -> row.maxFieldSize(maxBytes).maxRecordSize(maxBytes));
    }

    private final class Reading implements PieceReader<T> {
        private final PieceInput input;
        private final Iterator<CsvRecord> records;
        private @Nullable List<String> first;

        Reading(PieceInput input, Iterator<CsvRecord> records) {
            this.input = input;
            this.records = records;
        }

        @Override
        public int read(RecordOutput<T> output, int max) throws Exception {
            int count = 0;
            while (count < max) {
                CsvRecord row = next();
                if (row == null) {
                    return count;
                }
                List<String> names = first;
                if (names == null) {
                    names = row.getFields();
                    first = names;
                    if (rows.header()) {
                        requireDifferent(names);
                        continue;
                    }
                }
                add(row, names, output);
                count++;
            }
            return count;
        }

        /** Of two fields of one name, a map would hold one. */
        private void requireDifferent(List<String> names) throws IOException {
            Set<String> met = new HashSet<>();
            for (String name : names) {
                if (!name.isEmpty() && !met.add(name)) {
                    throw input.failure(new IOException("its first row has the name '" + name
                            + "' twice; give the columns names of their own, or set 'csv.header' to false for lists"));
                }
            }
        }

        private @Nullable CsvRecord next() throws IOException {
            try {
                return records.hasNext() ? records.next() : null;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (CsvParseException e) {
                throw input.failure(e);
            }
        }

        private void add(CsvRecord row, List<String> names, RecordOutput<T> output) throws Exception {
            if (row.getFieldCount() == names.size()) {
                output.add(rows.record(names, row.getFields()));
                return;
            }
            String text = String.join(String.valueOf(separator), row.getFields());
            long line = row.getStartingLineNumber();
            output.reject(
                    text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text,
                    input.place("line", line),
                    new IOException("file '" + input.name() + "' line " + line + " has " + row.getFieldCount()
                            + " fields; the first row has " + names.size()));
        }
    }
}
