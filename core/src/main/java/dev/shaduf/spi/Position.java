// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Where a record stands in what a peer can send again: a lane, such as a shard or a queue, and a value that grows within
 * the lane. Only values of one lane are compared.
 *
 * @param lane the lane, of 20,000 characters at most
 * @param value the place in the lane, not negative
 */
public record Position(String lane, BigInteger value) implements Serializable {
    /** What a receiver log has room for. */
    private static final int LONGEST_LANE = 20_000;

    private static final int MOST_BITS = 500_000;

    /** Refuses what a receiver log has no room for: found out there, it would hold up all that is stored behind it. */
    public Position {
        if (lane.length() > LONGEST_LANE || value.bitLength() > MOST_BITS) {
            throw new IllegalArgumentException("a lane of " + lane.length() + " characters (up to " + LONGEST_LANE
                    + " are allowed) with a value of " + value.bitLength() + " bits (up to " + MOST_BITS
                    + "), beginning with '" + lane.substring(0, Math.min(lane.length(), 100))
                    + "', is no position; name the lane by a hash or a number");
        }
    }

    /**
     * Creates a position from a number.
     *
     * @param lane the lane
     * @param value the place in the lane
     * @return the position
     */
    public static Position of(String lane, long value) {
        return new Position(lane, BigInteger.valueOf(value));
    }

    /**
     * Tells whether this position is beyond another of the same lane.
     *
     * @param that the other position
     * @return whether this one comes later
     */
    public boolean after(Position that) {
        return value.compareTo(that.value) > 0;
    }
}
