// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import static dev.shaduf.sink.jdbc.internal.table.WriteMode.DELETE;
import static dev.shaduf.sink.jdbc.internal.table.WriteMode.INSERT;
import static dev.shaduf.sink.jdbc.internal.table.WriteMode.UPDATE;
import static dev.shaduf.sink.jdbc.internal.table.WriteMode.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.TableName;
import dev.shaduf.sink.jdbc.internal.table.Target;
import dev.shaduf.sink.jdbc.internal.table.WriteMode;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements of databases that no test of this build starts, and what all of them have in common. */
class DialectSqlTest {
    private static final Column ID = new Column("id", Types.INTEGER, "int4", 10, true);
    private static final Column NAME = new Column("na\"me", Types.VARCHAR, "text", 50, false);
    private static final Column DOC = new Column("doc", Types.OTHER, "jsonb", 0, false);
    private static final Target TARGET = new Target(new TableName("s", "t"), List.of(ID, NAME, DOC), List.of(ID));
    private static final Target ONLY_KEY = new Target(new TableName(null, "t"), List.of(ID), List.of(ID));

    private static String sql(String dialect, WriteMode mode) {
        return Dialects.of(dialect).loader(mode, TARGET).sql();
    }

    @Test
    void shouldMergeInSqlServerUnderALockOfTheKeyRange() {
        assertThat(sql("sqlserver", UPSERT))
                .isEqualTo(
                        "MERGE INTO [s].[t] WITH (HOLDLOCK) AS t USING (VALUES (?, ?, ?)) AS s ([id], [na\"me], [doc])"
                                + " ON (t.[id] = s.[id]) WHEN MATCHED THEN UPDATE SET [na\"me] = s.[na\"me], [doc] = s.[doc]"
                                + " WHEN NOT MATCHED THEN INSERT ([id], [na\"me], [doc]) VALUES (s.[id], s.[na\"me], s.[doc]);");
        assertThat(sql("sqlserver", INSERT)).isEqualTo("INSERT INTO [s].[t] ([id], [na\"me], [doc]) VALUES (?, ?, ?)");
    }

    @Test
    void shouldMergeFromDualInOracle() {
        assertThat(sql("oracle", UPSERT))
                .isEqualTo(
                        "MERGE INTO \"s\".\"t\" t USING (SELECT ? AS \"id\", ? AS \"na\"\"me\", ? AS \"doc\" FROM dual) s"
                                + " ON (t.\"id\" = s.\"id\") WHEN MATCHED THEN UPDATE SET \"na\"\"me\" = s.\"na\"\"me\","
                                + " \"doc\" = s.\"doc\" WHEN NOT MATCHED THEN INSERT (\"id\", \"na\"\"me\", \"doc\")"
                                + " VALUES (s.\"id\", s.\"na\"\"me\", s.\"doc\")");
    }

    @Test
    void shouldGiveNewValuesAnAliasInMySqlButNotInMariaDb() {
        assertThat(sql("mysql", UPSERT))
                .isEqualTo(
                        "INSERT INTO `s`.`t` (`id`, `na\"me`, `doc`) VALUES (?, ?, ?) AS fresh ON DUPLICATE KEY UPDATE"
                                + " `na\"me` = fresh.`na\"me`, `doc` = fresh.`doc`");
        assertThat(sql("mariadb", UPSERT))
                .endsWith(
                        "VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE `na\"me` = VALUES(`na\"me`), `doc` = VALUES(`doc`)");
    }

    @Test
    void shouldSendColumnsAsArraysToPostgres() {
        assertThat(sql("postgresql", UPSERT))
                .isEqualTo("INSERT INTO \"s\".\"t\" (\"id\", \"na\"\"me\", \"doc\") SELECT u.c0, u.c1, u.c2::\"jsonb\""
                        + " FROM unnest(?::int4[], ?::text[], ?::text[]) AS u(c0, c1, c2) ON CONFLICT (\"id\") DO UPDATE SET"
                        + " \"na\"\"me\" = EXCLUDED.\"na\"\"me\", \"doc\" = EXCLUDED.\"doc\"");
        assertThat(sql("postgresql", DELETE))
                .isEqualTo("DELETE FROM \"s\".\"t\" AS t USING unnest(?::int4[], ?::text[], ?::text[]) AS u(c0, c1, c2)"
                        + " WHERE t.\"id\" = u.c0");
    }

    @Test
    void shouldSpeakTheStandardElsewhere() {
        assertThat(sql("ansi", UPDATE))
                .isEqualTo("UPDATE \"s\".\"t\" SET \"na\"\"me\" = ?, \"doc\" = ? WHERE \"id\" = ?");
        assertThat(sql("ansi", DELETE)).isEqualTo("DELETE FROM \"s\".\"t\" WHERE \"id\" = ?");
        assertThat(Dialects.of("ansi").loader(UPSERT, ONLY_KEY).sql())
                .isEqualTo("MERGE INTO \"t\" t USING (VALUES (?)) AS s (\"id\") ON (t.\"id\" = s.\"id\")"
                        + " WHEN NOT MATCHED THEN INSERT (\"id\") VALUES (s.\"id\")");
    }

    @Test
    void shouldQuoteWhateverANameHolds() {
        assertThat(Dialects.of("ansi").quote("a\"; DROP TABLE x; --")).isEqualTo("\"a\"\"; DROP TABLE x; --\"");
        assertThat(Dialects.of("mysql").quote("a`b")).isEqualTo("`a``b`");
        assertThat(Dialects.of("sqlserver").quote("a]b")).isEqualTo("[a]]b]");
    }

    @Test
    void shouldCompareVersionsByTheirNumbers() {
        assertThat(Dialects.number("8.0.19-log")).isEqualTo(8_000_019);
        assertThat(Dialects.number("8.0.9")).isLessThan(Dialects.number("8.0.19"));
        assertThat(Dialects.number("10.4")).isGreaterThan(Dialects.number("9.7.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "ansi, 22001, 0, ROW",
        "ansi, 23505, 0, ROW",
        "ansi, 08006, 0, TRANSIENT",
        "ansi, 40001, 0, TRANSIENT",
        "ansi, 53100, 0, TRANSIENT",
        "ansi, 57P01, 0, TRANSIENT",
        "ansi, 42P01, 0, PERMANENT",
        "ansi, 28P01, 0, PERMANENT",
        "ansi, , 0, PERMANENT",
        "postgresql, 21000, 0, ROW",
        "postgresql, P0001, 0, ROW",
        "postgresql, 54000, 0, ROW",
        "postgresql, 54001, 0, PERMANENT",
        "postgresql, 42501, 0, PERMANENT",
        "mysql, HY000, 1366, ROW",
        "mysql, HY000, 1526, ROW",
        "mysql, 08S01, 1153, ROW",
        "mysql, HY000, 1205, TRANSIENT",
        "mysql, HY000, 1114, TRANSIENT",
        "mariadb, 42S02, 1146, PERMANENT",
        "sqlserver, S0001, 2628, ROW",
        "sqlserver, S0001, 241, ROW",
        "sqlserver, S0001, 33504, ROW",
        "sqlserver, 40001, 1205, TRANSIENT",
        "oracle, 72000, 12899, ROW",
        "oracle, 72000, 14400, ROW",
        "oracle, 99999, 28115, ROW",
        "oracle, 61000, 60, TRANSIENT",
        "h2, HYT00, 50200, TRANSIENT",
        "h2, 90067, 90067, TRANSIENT",
        "h2, 22018, 22018, ROW",
        "sqlite, , 19, ROW",
        "sqlite, , 2067, ROW",
        "sqlite, , 5, TRANSIENT",
        "sqlite, , 13, TRANSIENT",
        "sqlite, , 1, PERMANENT",
    })
    void shouldTellWhoseFaultAnErrorIs(String dialect, String state, int code, Failure meaning) {
        assertThat(Dialects.of(dialect).classify(new SQLException("x", state, code)))
                .isEqualTo(meaning);
    }
}
