// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.BinaryForm;
import dev.shaduf.sink.jdbc.internal.load.CopyLoader;
import dev.shaduf.sink.jdbc.internal.load.Loader;
import dev.shaduf.sink.jdbc.internal.table.Column;
import dev.shaduf.sink.jdbc.internal.table.Target;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** When rows are copied into a table of PostgreSQL, and how. */
final class PostgresCopy {
    private final Dialect dialect;
    private final Target target;

    PostgresCopy(Dialect dialect, Target target) {
        this.dialect = dialect;
        this.target = target;
    }

    /** A copy if all columns have a binary form, else the statements. */
    Loader loader(Loader statements) {
        List<Optional<BinaryForm>> forms =
                target.columns().stream().map(PostgresCopy::form).toList();
        return forms.stream().allMatch(Optional::isPresent)
                ? new CopyLoader(
                        sql(), check(), forms.stream().flatMap(Optional::stream).toList(), statements)
                : statements;
    }

    private static Optional<BinaryForm> form(Column column) {
        return isEnum(column) ? Optional.of(BinaryForm.TEXT) : BinaryForm.of(PostgresDialect.type(column));
    }

    /** The driver says of enumerations that they are {@code VARCHAR}, and of no other types that people define. */
    private static boolean isEnum(Column column) {
        return column.type() == Types.VARCHAR && !PostgresDialect.isText(column);
    }

    private String sql() {
        return "COPY " + dialect.quote(target.name()) + " (" + dialect.list(target.columns())
                + ") FROM STDIN (FORMAT binary)";
    }

    /**
     * A copy passes over rules, cannot go into views and tables whose rows are guarded, and overwrites identities that are always
     * generated; the table is looked at again by each one, which has to see what others have changed.
     */
    private String check() {
        String columns = target.columns().stream().map(this::isAsExpected).collect(Collectors.joining(" OR "));
        return "SELECT current_setting('transaction_isolation') = 'read committed' AND c.relkind IN ('r', 'p')"
                + " AND NOT c.relhasrules AND NOT c.relrowsecurity"
                + " AND (SELECT count(*) FROM pg_catalog.pg_attribute a"
                + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE a.attrelid = c.oid AND NOT a.attisdropped"
                + " AND a.attidentity <> 'a' AND (" + columns + ")) = "
                + target.columns().size()
                + " FROM pg_catalog.pg_class c WHERE c.oid = " + literal(dialect.quote(target.name())) + "::regclass";
    }

    private String isAsExpected(Column column) {
        String type = isEnum(column)
                ? "t.typtype = 'e'"
                : "t.typname = " + literal(PostgresDialect.type(column))
                        + " AND t.typnamespace = 'pg_catalog'::regnamespace";
        return "a.attname = " + literal(column.name()) + " AND " + type;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
