// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A moment in whole milliseconds since the epoch; the time of a batch is always a multiple of the batch interval.
 *
 * @param milliseconds milliseconds since 1970-01-01T00:00:00Z
 */
public record Time(long milliseconds) implements Comparable<Time>, Serializable {
    // Written out, because the generated method links itself at its first use, which a program that starts can feel.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Time that && milliseconds == that.milliseconds;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(milliseconds);
    }

    /**
     * Adds a duration.
     *
     * @param that the duration to add
     * @return the later time
     */
    public Time plus(Duration that) {
        return new Time(milliseconds + that.milliseconds());
    }

    /**
     * Subtracts a duration.
     *
     * @param that the duration to subtract
     * @return the earlier time
     */
    public Time minus(Duration that) {
        return new Time(milliseconds - that.milliseconds());
    }

    /**
     * Returns the time that has passed since another.
     *
     * @param that the earlier time
     * @return the duration between them
     */
    public Duration minus(Time that) {
        return new Duration(milliseconds - that.milliseconds);
    }

    /**
     * Rounds down to a multiple of a duration counted from the epoch.
     *
     * @param unit the duration, greater than zero
     * @return the greatest multiple that is not after this time
     */
    public Time floor(Duration unit) {
        return floor(unit, new Time(0));
    }

    /**
     * Rounds down to a multiple of a duration counted from a zero time.
     *
     * @param unit the duration, greater than zero
     * @param zero where counting starts
     * @return the greatest {@code zero + n × unit} that is not after this time
     */
    public Time floor(Duration unit, Time zero) {
        long step = unit.milliseconds();
        return new Time(Math.floorDiv(milliseconds - zero.milliseconds, step) * step + zero.milliseconds);
    }

    /**
     * Tells whether the time since the epoch is a multiple of a duration.
     *
     * @param unit the duration, greater than zero
     * @return whether it is
     */
    public boolean isMultipleOf(Duration unit) {
        return milliseconds % unit.milliseconds() == 0;
    }

    /**
     * Tells whether this time is before another.
     *
     * @param that the other time
     * @return whether it is
     */
    public boolean before(Time that) {
        return milliseconds < that.milliseconds;
    }

    /**
     * Tells whether this time is after another.
     *
     * @param that the other time
     * @return whether it is
     */
    public boolean after(Time that) {
        return milliseconds > that.milliseconds;
    }

    /**
     * Returns the earlier of two times.
     *
     * @param that the other time
     * @return the earlier one
     */
    public Time min(Time that) {
        return that.before(this) ? that : this;
    }

    /**
     * Returns the later of two times.
     *
     * @param that the other time
     * @return the later one
     */
    public Time max(Time that) {
        return before(that) ? that : this;
    }

    /**
     * Lists times from this one, included, to another, excluded.
     *
     * @param that the end, excluded
     * @param step the distance between two times, greater than zero
     * @return the times, ascending
     */
    public List<Time> until(Time that, Duration step) {
        long count = Math.max(0, -Math.floorDiv(milliseconds - that.milliseconds, step.milliseconds()));
        return LongStream.range(0, count)
                .mapToObj(i -> new Time(milliseconds + i * step.milliseconds()))
                .toList();
    }

    /**
     * Lists times from this one to another, both included.
     *
     * @param that the end, included
     * @param step the distance between two times, greater than zero
     * @return the times, ascending
     */
    public List<Time> to(Time that, Duration step) {
        return until(that.plus(new Duration(1)), step);
    }

    @Override
    public int compareTo(Time that) {
        return Long.compare(milliseconds, that.milliseconds);
    }

    /**
     * Returns the time as {@code 1700000000000 ms}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return milliseconds + " ms";
    }
}
