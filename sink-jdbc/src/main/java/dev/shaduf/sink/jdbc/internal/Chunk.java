// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that one statement can bring.
 *
 * @param plan how they get into the table
 * @param rows the rows
 */
record Chunk(Plan plan, List<Row> rows) {
    Chunk(Plan plan) {
        this(plan, new ArrayList<>());
    }
}
