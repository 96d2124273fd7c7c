// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;

/**
 * A time that is due.
 *
 * @param time the time to plan
 * @param passedOver how many times before it, since the last planned one, are not planned any more
 */
record Tick(Time time, long passedOver) {
    /** Returns the first of the times passed over. */
    Time gapStart(Duration interval) {
        return time.minus(interval.times(passedOver));
    }

    /** Returns the last of the times passed over. */
    Time gapEnd(Duration interval) {
        return time.minus(interval);
    }
}
