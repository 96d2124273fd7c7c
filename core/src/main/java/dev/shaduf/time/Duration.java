// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A length of time in whole milliseconds, the unit of batch intervals, windows and slides.
 *
 * @param milliseconds the length; may be negative as the result of arithmetic
 */
public record Duration(long milliseconds) implements Comparable<Duration>, Serializable {
    // Written out, because the generated method links itself at its first use, which a program that starts can feel.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Duration that && milliseconds == that.milliseconds;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(milliseconds);
    }

    /**
     * Adds a duration.
     *
     * @param that the duration to add
     * @return the sum
     */
    public Duration plus(Duration that) {
        return new Duration(Math.addExact(milliseconds, that.milliseconds));
    }

    /**
     * Subtracts a duration.
     *
     * @param that the duration to subtract
     * @return the difference, possibly negative
     */
    public Duration minus(Duration that) {
        return new Duration(Math.subtractExact(milliseconds, that.milliseconds));
    }

    /**
     * Multiplies this duration.
     *
     * @param times the factor
     * @return the product
     */
    public Duration times(long times) {
        return new Duration(Math.multiplyExact(milliseconds, times));
    }

    /**
     * Divides this duration by another.
     *
     * @param that the divisor, not zero
     * @return how many times {@code that} fits into this duration, as a fraction
     */
    public double div(Duration that) {
        return (double) milliseconds / that.milliseconds;
    }

    /**
     * Tells whether this duration is a whole multiple of another.
     *
     * @param that the other duration, greater than zero
     * @return whether the remainder is zero
     */
    public boolean isMultipleOf(Duration that) {
        return milliseconds % that.milliseconds == 0;
    }

    /**
     * Tells whether this duration is zero.
     *
     * @return whether it is zero milliseconds long
     */
    public boolean isZero() {
        return milliseconds == 0;
    }

    /**
     * Tells whether this duration is shorter than another.
     *
     * @param that the other duration
     * @return whether it is shorter
     */
    public boolean less(Duration that) {
        return milliseconds < that.milliseconds;
    }

    /**
     * Returns the longer of two durations.
     *
     * @param that the other duration
     * @return the longer one
     */
    public Duration max(Duration that) {
        return less(that) ? that : this;
    }

    /**
     * Returns the shorter of two durations.
     *
     * @param that the other duration
     * @return the shorter one
     */
    public Duration min(Duration that) {
        return that.less(this) ? that : this;
    }

    @Override
    public int compareTo(Duration that) {
        return Long.compare(milliseconds, that.milliseconds);
    }

    /**
     * Returns the duration as {@code 1500 ms}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return milliseconds + " ms";
    }
}
