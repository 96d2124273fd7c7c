// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import dev.shaduf.spi.SinkWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the first rows of a partition, and counts the others. */
final class ConsoleWriter implements SinkWriter<Object> {
    private final Look look;
    private final List<Map<String, Cell>> rows = new ArrayList<>();
    private long count;

    ConsoleWriter(Look look) {
        this.look = look;
    }

    @Override
    public void write(Object record) {
        count++;
        if (rows.size() < look.rows()) {
            Map<String, Cell> row = new LinkedHashMap<>();
            Columns.of(record).forEach((column, value) -> row.put(column, Cell.of(value, look.width())));
            rows.add(row);
        }
    }

    @Override
    public Serializable prepare() {
        return Rows.of(rows, count);
    }

    @Override
    public void abort() {
        rows.clear();
    }
}
