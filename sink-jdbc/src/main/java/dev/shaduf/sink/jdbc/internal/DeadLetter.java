// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row that could not be written.
 *
 * @param index its place in the partition
 * @param state the SQLState of the error; empty where it never reached the database
 * @param error why
 * @param row the row as text
 */
record DeadLetter(long index, String state, String error, String row) {
    private static final int LONGEST_ERROR = 4_000;
    private static final int LONGEST_ROW = 1 << 20;

    static DeadLetter of(long index, Exception error, String row) {
        String state = error instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        return new DeadLetter(index, state, clean(reason(error), LONGEST_ERROR), clean(row, LONGEST_ROW));
    }

    /** About the bytes that it takes in memory. */
    long weight() {
        return 64L + error.length() + row.length();
    }

    private static String reason(Exception error) {
        return error instanceof SQLException && error.getMessage() != null ? error.getMessage() : error.toString();
    }

    /** Leaves out what not every database stores, so that keeping the row cannot fail for its sake. */
    private static String clean(@Nullable String text, int longest) {
        String given = String.valueOf(text);
        StringBuilder kept = new StringBuilder(Math.min(given.length(), longest));
        given.codePoints()
                .limit(longest)
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? '\uFFFD' : c)
                .forEach(kept::appendCodePoint);
        return kept.length() < given.length() ? kept.append(" … (cut)").toString() : kept.toString();
    }
}
