// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the dialect of a database. */
public final class Dialects {
    /** What users may choose from. */
    public static final List<String> IDS =
            List.of("postgresql", "mariadb", "mysql", "h2", "sqlite", "sqlserver", "oracle", "ansi");

    private static final int ALIAS_SINCE = 8_000_019;

    private Dialects() {}

    /** Makes the dialect that a user chose, one of {@link #IDS}. */
    public static Dialect of(String id) {
        return switch (id) {
            case "postgresql" -> new PostgresDialect();
            case "mariadb" -> new MySqlDialect("mariadb", false);
            case "mysql" -> new MySqlDialect("mysql", true);
            case "h2" -> new H2Dialect();
            case "sqlite" -> new SqliteDialect();
            case "sqlserver" -> new SqlServerDialect();
            case "oracle" -> new OracleDialect();
            default -> new Dialect();
        };
    }

    /** Guesses from a URL, before there is a connection. */
    public static Optional<String> idOf(String url) {
        return Driver.of(url).map(Driver::dialect);
    }

    /** Asks a connection what it leads to. */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String product = meta.getDatabaseProductName().toLowerCase(Locale.ROOT);
        String version = meta.getDatabaseProductVersion().toLowerCase(Locale.ROOT);
        if (product.contains("mariadb") || version.contains("mariadb")) {
            return of("mariadb");
        }
        if (product.contains("mysql")) {
            return new MySqlDialect("mysql", number(version) >= ALIAS_SINCE);
        }
        return IDS.stream()
                .filter(id -> product.replace(" ", "").contains(id))
                .findFirst()
                .map(Dialects::of)
                .orElseGet(Dialect::new);
    }

    /** {@code 8.0.19-log} as 8000019. */
    static int number(String version) {
        String[] parts = version.replaceFirst("[^0-9.].*$", "").split("\\.");
        int number = 0;
        for (int i = 0; i < 3; i++) {
            number = number * 1_000 + (i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0);
        }
        return number;
    }
}
