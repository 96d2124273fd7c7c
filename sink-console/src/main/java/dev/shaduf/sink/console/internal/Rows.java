// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition that may be shown, as small as can be.
 *
 * @param columns the names of the columns
 * @param texts the cells, row by row; null where a row has no such column
 * @param numbers which of the cells are numbers
 * @param count the rows of the partition, those included that are not shown
 */
record Rows(ArrayList<String> columns, ArrayList<@Nullable String> texts, BitSet numbers, long count)
        implements Serializable {

    static Rows of(List<Map<String, Cell>> rows, long count) {
        ArrayList<String> columns = new ArrayList<>(names(rows));
        ArrayList<@Nullable String> texts = new ArrayList<>();
        BitSet numbers = new BitSet();
        for (Map<String, Cell> row : rows) {
            for (String column : columns) {
                Cell cell = row.get(column);
                numbers.set(texts.size(), cell != null && cell.isNumber());
                texts.add(cell == null ? null : cell.text());
            }
        }
        return new Rows(columns, texts, numbers, count);
    }

    /** Returns the cells again. */
    List<Map<String, Cell>> rows() {
        List<Map<String, Cell>> rows = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += columns.size()) {
            Map<String, Cell> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String text = texts.get(from + i);
                if (text != null) {
                    row.put(columns.get(i), new Cell(text, numbers.get(from + i)));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    /** Returns the columns of all rows, in the order in which they appear. */
    static List<String> names(List<Map<String, Cell>> rows) {
        return rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    }
}
