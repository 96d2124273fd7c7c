// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Rows as lines of text with aligned columns. */
final class Table {
    private static final Cell ABSENT = new Cell("", false);

    private final List<Map<String, Cell>> rows;
    private final List<Column> columns;

    /** A column, whose name may be cut; numbers stand at its right if it has nothing else. */
    private record Column(String key, String name, int width, boolean isNumber) {
        String place(String text) {
            return isNumber ? Places.right(text, width) : Places.left(text, width);
        }
    }

    Table(List<Map<String, Cell>> rows, int widest) {
        this.rows = rows;
        this.columns =
                Rows.names(rows).stream().map(name -> column(name, widest)).toList();
    }

    private Column column(String name, int widest) {
        List<Cell> cells =
                rows.stream().map(row -> row.get(name)).filter(Objects::nonNull).toList();
        int width = cells.stream()
                .mapToInt(cell -> Places.of(cell.text()))
                .reduce(Math.min(widest, Places.of(name)), Math::max);
        boolean isNumber = cells.stream().anyMatch(Cell::isNumber)
                && cells.stream()
                        .allMatch(cell -> cell.isNumber() || cell.text().equals("null"));
        return new Column(name, Places.cut(name, width), width, isNumber);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                line(columns.stream().map(column -> column.place(column.name())).toList()));
        lines.add(columns.stream().map(column -> "-".repeat(column.width() + 2)).collect(Collectors.joining("+")));
        for (Map<String, Cell> row : rows) {
            lines.add(line(columns.stream()
                    .map(column ->
                            column.place(row.getOrDefault(column.key(), ABSENT).text()))
                    .toList()));
        }
        return lines;
    }

    private static String line(List<String> cells) {
        return " " + String.join(" | ", cells).stripTrailing();
    }
}
