// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.feed;

import dev.shaduf.benchmarks.protocol.EpochMicros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends records at a fixed rate. Each line is {@code <intended send time in microseconds since the epoch> <text>}.
 *
 * <p>The intended time of a record follows from its number alone. When the receiving side stalls, records are sent late
 * under their old times, so that a latency taken from them includes the stall (no coordinated omission).
 */
final class PacedFeed implements LaneFeed {

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final int BUFFER = 1 << 16;
    private static final int STAMP = 20;
    private static final double MICROS_PER_SECOND = 1e6;

    private final List<byte[]> texts;
    private final int lanes;
    private final long rate;
    private final long records;

    /**
     * @param texts lines with their newlines, used in turn
     * @param lanes how many lanes share the rate
     * @param rate records per second over all lanes
     * @param seconds how long
     */
    PacedFeed(List<byte[]> texts, int lanes, long rate, long seconds) {
        this.texts = texts;
        this.lanes = lanes;
        this.rate = rate;
        this.records = rate * seconds;
    }

    @Override
    public long send(int lane, long startMicros, WritableByteChannel out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long sent = 0;
        long record = lane;
        while (record < records) {
            record = fill(buffer.clear(), record, startMicros);
            buffer.flip();
            if (!buffer.hasRemaining()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            while (buffer.hasRemaining()) {
                sent += out.write(buffer);
            }
        }
        return sent;
    }

    /** Puts the lane's records from {@code first} on whose time has come; returns the first that was not put. */
    private long fill(ByteBuffer buffer, long first, long startMicros) {
        long now = EpochMicros.now();
        for (long record = first; record < records; record += lanes) {
            long intended = intendedMicros(record, startMicros);
            byte[] text = texts.get((int) (record % texts.size()));
            if (intended > now || buffer.remaining() < STAMP + text.length) {
                return record;
            }
            buffer.put(Long.toString(intended).getBytes(StandardCharsets.US_ASCII))
                    .put((byte) ' ')
                    .put(text);
        }
        return records;
    }

    private long intendedMicros(long record, long startMicros) {
        return startMicros + Math.round(record * MICROS_PER_SECOND / rate);
    }
}
