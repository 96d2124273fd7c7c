// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** What the feeder sends down each lane, once all lanes are connected. */
@FunctionalInterface
interface LaneFeed {

    /**
     * Sends everything and returns; called by one thread per lane.
     *
     * @param lane from 0
     * @param startMicros when all lanes were connected, in microseconds since the epoch
     * @param out where to
     * @return how many bytes were sent
     */
    long send(int lane, long startMicros, WritableByteChannel out) throws IOException;
}
