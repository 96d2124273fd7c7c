// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

import java.util.List;

/**
 * What a statement writes: the columns in the order of a row's values, and those of them that tell rows apart.
 *
 * @param name the table
 * @param columns the columns, in the order of the values
 * @param key the columns that tell rows apart; empty when rows are only inserted
 */
public record Target(TableName name, List<Column> columns, List<Column> key) {
    /** The columns that are not of the key. */
    public List<Column> rest() {
        return columns.stream().filter(column -> !key.contains(column)).toList();
    }

    /** The places of some of the columns among a row's values. */
    public int[] places(List<Column> some) {
        return some.stream().mapToInt(columns::indexOf).toArray();
    }
}
