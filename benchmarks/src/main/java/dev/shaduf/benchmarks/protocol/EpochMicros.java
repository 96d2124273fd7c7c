// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The one clock that processes on one machine share, in microseconds. */
public final class EpochMicros {

    private EpochMicros() {}

    /**
     * Reads the clock.
     *
     * @return microseconds since the epoch
     */
    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
