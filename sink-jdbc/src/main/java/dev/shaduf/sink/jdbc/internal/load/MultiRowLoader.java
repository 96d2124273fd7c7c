// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.load;

import dev.shaduf.sink.jdbc.internal.row.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many rows in the {@code VALUES} of one statement. */
public final class MultiRowLoader implements Loader {
    /** What all versions of MySQL and MariaDB take in one statement. */
    private static final int MOST_PLACEHOLDERS = 65_535;
    /** What goes into one statement where the server takes more. */
    private static final long MOST_BYTES = 4L << 20;
    /** What every server takes: less needs no closer look. */
    private static final long SMALL = MOST_BYTES / 8;

    private static final int MOST_BYTES_OF_A_CHAR = 3;
    private static final int MOST_BYTES_OF_A_BYTE = 2;
    private static final int OF_OTHERS = 24;

    private final String head;
    private final String row;
    private final String tail;
    private final int mostRows;
    private volatile long mostBytes;

    /**
     * Loads by {@code head row, row, … tail}.
     *
     * @param columns the placeholders of a row
     */
    public MultiRowLoader(String head, String row, String tail, int columns) {
        this.head = head;
        this.row = row;
        this.tail = tail;
        this.mostRows = Math.max(1, MOST_PLACEHOLDERS / columns);
    }

    @Override
    public boolean load(Connection connection, List<Row> rows) throws SQLException {
        int from = 0;
        long bytes = 0;
        for (int to = 0; to < rows.size(); to++) {
            long more = most(rows.get(to));
            if (to > from && (to - from == mostRows || !fits(connection, bytes + more))) {
                send(connection, rows.subList(from, to));
                from = to;
                bytes = 0;
            }
            bytes += more;
            if (to == from && more > SMALL) {
                checkSize(connection, rows.get(to));
            }
        }
        send(connection, rows.subList(from, rows.size()));
        return false;
    }

    private boolean fits(Connection connection, long bytes) throws SQLException {
        return bytes <= SMALL
                || (bytes <= MOST_BYTES && bytes + head.length() + tail.length() <= mostBytes(connection));
    }

    /** The bytes that a row takes at most, whatever its characters are, with punctuation and a backslash where one is needed. */
    private static long most(Row row) {
        long bytes = OF_OTHERS;
        for (Object value : row.values()) {
            bytes += OF_OTHERS;
            if (value instanceof String text) {
                bytes += (long) MOST_BYTES_OF_A_CHAR * text.length();
            } else if (value instanceof byte[] raw) {
                bytes += (long) MOST_BYTES_OF_A_BYTE * raw.length;
            } else if (value instanceof BigDecimal number) {
                bytes += number.precision() + Math.abs((long) number.scale());
            }
        }
        return bytes;
    }

    /** A server, or its driver, closes the connection on what it does not take: such a row must not be sent. */
    private void checkSize(Connection connection, Row row) throws SQLException {
        long bytes = (long) head.length() + tail.length();
        for (Object value : row.values()) {
            bytes += size(value);
        }
        long most = mostBytes(connection);
        if (bytes > most) {
            throw new SQLException(
                    "the row takes " + bytes + " bytes, and the server no more than " + most + " (max_allowed_packet)",
                    "22001");
        }
    }

    /** The bytes of a value in a statement, with a backslash before those that need one. */
    private static long size(@Nullable Object value) {
        byte[] bytes = value instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : value instanceof byte[] raw ? raw : new byte[OF_OTHERS];
        long size = bytes.length;
        for (byte b : bytes) {
            size += b == '\\' || b == '\'' || b == '"' || b == 0 ? 1 : 0;
        }
        return size;
    }

    private long mostBytes(Connection connection) throws SQLException {
        if (mostBytes == 0) {
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("SELECT @@max_allowed_packet")) {
                mostBytes = answer.next() ? answer.getLong(1) : Long.MAX_VALUE;
            }
        }
        return mostBytes;
    }

    private void send(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text(rows.size()))) {
            int index = 1;
            for (Row values : rows) {
                for (Object value : values.values()) {
                    Binding.bind(statement, index++, value);
                }
            }
            statement.executeUpdate();
        }
    }

    private String text(int rows) {
        StringBuilder text = new StringBuilder(head.length() + tail.length() + rows * (row.length() + 1));
        text.append(head).append(row);
        for (int i = 1; i < rows; i++) {
            text.append(',').append(row);
        }
        return text.append(tail).toString();
    }

    @Override
    public String sql() {
        return text(1);
    }
}
