// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

/** Durations in the units that people write. */
public final class Durations {
    private Durations() {}

    /**
     * Returns a duration of milliseconds.
     *
     * @param milliseconds how many
     * @return the duration
     */
    public static Duration milliseconds(long milliseconds) {
        return new Duration(milliseconds);
    }

    /**
     * Returns a duration of seconds.
     *
     * @param seconds how many
     * @return the duration
     */
    public static Duration seconds(long seconds) {
        return new Duration(Math.multiplyExact(seconds, 1_000L));
    }

    /**
     * Returns a duration of minutes.
     *
     * @param minutes how many
     * @return the duration
     */
    public static Duration minutes(long minutes) {
        return new Duration(Math.multiplyExact(minutes, 60_000L));
    }
}
