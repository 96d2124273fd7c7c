// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of CSV per record. A list, an array, a pair and a Java record are a field per element; a map is by the names of the
 * columns where these are given; everything else is a single field.
 */
final class CsvRecords implements RecordEncoder {
    private final List<String> columns;
    private final CsvWriter csv;
    private boolean alone;

    CsvRecords(OutputStream out, List<String> columns, boolean header) {
        this.columns = columns;
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(new QuotesWhereAlone())
                .build(new OutputStreamWriter(out, UTF_8));
        if (header && !columns.isEmpty()) {
            csv.writeRecord(columns);
        }
    }

    static String row(List<String> fields) {
        StringWriter text = new StringWriter();
        CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text)
                .writeRecord(fields);
        return text.toString();
    }

    @Override
    public void add(Object record) throws IOException {
        List<String> fields = fields(record);
        if (!columns.isEmpty() && fields.size() != columns.size()) {
            throw new IOException("a record of " + record.getClass().getName() + " has " + fields.size()
                    + " fields, but there are " + columns.size() + " columns: " + columns);
        }
        alone = fields.size() == 1;
        csv.writeRecord(fields);
    }

    @Override
    public void end() throws IOException {
        csv.flush();
    }

    private List<String> fields(Object record) throws IOException {
        if (record instanceof Map<?, ?> map) {
            return columns.isEmpty() ? texts(map.values()) : byName(map);
        }
        if (record instanceof Record components) {
            return texts(Fields.of(components).values());
        }
        if (record instanceof Iterable<?> elements && !(record instanceof Path)) {
            return texts(elements);
        }
        boolean array = record.getClass().isArray() && !(record instanceof byte[]);
        return array ? texts(Fields.elements(record)) : List.of(text(record));
    }

    /** An empty field that is alone would make a blank line, which readers leave out. */
    private final class QuotesWhereAlone implements QuoteStrategy {
        @Override
        public boolean quoteEmpty(int lineNo, int fieldIdx) {
            return alone;
        }
    }

    private List<String> byName(Map<?, ?> map) throws IOException {
        List<String> fields = new ArrayList<>(columns.size());
        int known = 0;
        for (String column : columns) {
            known += map.containsKey(column) ? 1 : 0;
            fields.add(text(map.get(column)));
        }
        if (known < map.size()) {
            throw new IOException("a record has names " + map.keySet() + ", not all of which are columns: " + columns);
        }
        return fields;
    }

    private static List<String> texts(Iterable<?> values) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(text(value));
        }
        return texts;
    }

    private static String text(@Nullable Object value) throws IOException {
        Object held = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (held != null && held.getClass().isArray()) {
            throw new IOException("a field of " + held.getClass().getTypeName()
                    + " has no form in CSV; map it to text or a number, or use JSON");
        }
        return held == null ? "" : held.toString();
    }
}
