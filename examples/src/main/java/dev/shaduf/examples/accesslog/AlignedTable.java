// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table of text whose columns stand below each other. */
final class AlignedTable {
    private final List<List<String>> rows = new ArrayList<>();

    AlignedTable(String... names) {
        rows.add(List.of(names));
    }

    void row(String... values) {
        rows.add(List.of(values));
    }

    void print(PrintStream out) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int i = 0; i < widths.length; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(" |");
            }
            out.println(line);
        }
    }
}
