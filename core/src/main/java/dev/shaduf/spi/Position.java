// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Where a record stands in what a peer can send again: a lane, such as a shard or a queue, and a value that grows within
 * the lane. Only values of one lane are compared.
 *
 * @param lane the lane
 * @param value the place in the lane, not negative
 */
public record Position(String lane, BigInteger value) implements Serializable {
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
