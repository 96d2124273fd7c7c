// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.row.Extractor;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import dev.shaduf.spi.Guarantee;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a sink was told, checked.
 *
 * @param database where it connects to
 * @param table the table; {@code null} where the user wrote the statement
 * @param sql the user's statement; {@code null} where rows go into the table
 * @param mode what a row does to the table
 * @param key the fields that tell rows apart; empty for the primary key of the table
 * @param fields the fields that are written; empty for all
 * @param recordClass the class of the records; {@code null} to look at the first one
 * @param extractors the functions that read values; empty to map records and maps
 * @param create whether a missing table is created
 * @param guarantee exactly once, or at least once
 * @param marks the table of marks
 * @param deadLetters the table of rows that the database refused; {@code null} to fail with the first one
 * @param tuning sizes and times
 */
public record JdbcSettings(
        Database database,
        @Nullable TableName table,
        @Nullable String sql,
        WriteMode mode,
        List<String> key,
        List<String> fields,
        @Nullable Class<?> recordClass,
        List<Extractor> extractors,
        boolean create,
        Guarantee guarantee,
        TableName marks,
        @Nullable TableName deadLetters,
        Tuning tuning)
        implements Serializable {

    public String sinkName() {
        return "jdbc(" + (table == null ? "sql" : table) + ")";
    }

    public boolean isExactlyOnce() {
        return guarantee == Guarantee.EXACTLY_ONCE;
    }

    Optional<TableName> deadLetterTable() {
        return Optional.ofNullable(deadLetters);
    }
}
