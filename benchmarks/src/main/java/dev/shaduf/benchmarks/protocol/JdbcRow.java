// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.time.Instant;

/**
 * A row of five columns.
 *
 * @param id its number, from 0; the key
 * @param name a short text
 * @param amount a number with a fraction
 * @param flag true for every other row
 * @param at a second of its own
 */
public record JdbcRow(long id, String name, double amount, boolean flag, Instant at) {
    private static final long FIRST_SECOND = 1_700_000_000L;
    private static final double PART = 7.0;

    /** Makes the row of a number. */
    public static JdbcRow of(long id) {
        return new JdbcRow(id, "name " + id, id / PART, id % 2 == 0, Instant.ofEpochSecond(FIRST_SECOND + id));
    }
}
