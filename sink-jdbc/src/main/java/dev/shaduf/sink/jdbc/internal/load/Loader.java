// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings rows into a table, within the transaction of a connection. Safe for use by many threads. */
public interface Loader {
    /**
     * Loads rows, at least one; when it throws, any number of them may have been loaded.
     *
     * @return whether {@link #confirm} must be asked before the transaction is committed
     */
    boolean load(Connection connection, List<Row> rows) throws SQLException;

    /** Loads the rows of several statements likewise, by fewer of them where that is better. */
    default boolean loadAll(Connection connection, List<List<Row>> parts) throws SQLException {
        boolean toConfirm = false;
        for (List<Row> part : parts) {
            toConfirm |= load(connection, part);
        }
        return toConfirm;
    }

    /** Throws if rows that were loaded in this transaction may be other than they should be. */
    default void confirm(Connection connection) throws SQLException {}

    /** What loads a part of rows that were refused as a whole. */
    default Loader forParts() {
        return this;
    }

    /** The statement, or the pattern of it, for messages and tests. */
    String sql();
}
