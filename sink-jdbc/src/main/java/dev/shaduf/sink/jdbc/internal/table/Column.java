// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.table;

/**
 * A column as the driver describes it.
 *
 * @param name its name
 * @param type its type, of {@link java.sql.Types}
 * @param typeName its type as the database calls it
 * @param size characters, bytes or digits that it holds; 0 where the driver does not say
 * @param required whether an inserted row must give it a value
 */
public record Column(String name, int type, String typeName, int size, boolean required) {
    /** Describes a column of which nothing but the name is known. */
    public static Column named(String name) {
        return new Column(name, java.sql.Types.OTHER, "", 0, false);
    }

    public boolean isText() {
        return switch (type) {
            case java.sql.Types.CHAR,
                    java.sql.Types.VARCHAR,
                    java.sql.Types.LONGVARCHAR,
                    java.sql.Types.NCHAR,
                    java.sql.Types.NVARCHAR,
                    java.sql.Types.LONGNVARCHAR,
                    java.sql.Types.CLOB,
                    java.sql.Types.NCLOB -> true;
            default -> false;
        };
    }

    public boolean isBinary() {
        return switch (type) {
            case java.sql.Types.BINARY, java.sql.Types.VARBINARY, java.sql.Types.LONGVARBINARY, java.sql.Types.BLOB ->
                true;
            default -> false;
        };
    }
}
