// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A receiver with positions, whose peer sends the lines of a file, and after a restart some of those again that had been
 * stored.
 */
final class LineReceiver extends Receiver<String> {
    private static final long serialVersionUID = 1L;
    private static final String LANE = "lines";
    private static final long SENT_AGAIN = 70;
    private static final AtomicLong STORED = new AtomicLong();

    private final String path;
    private final int lineBytes;

    LineReceiver(String path, int lineBytes) {
        super(StorageLevel.MEMORY_ONLY);
        this.path = path;
        this.lineBytes = lineBytes;
    }

    /** Returns how many lines this process knows to be stored. */
    static long stored() {
        return STORED.get();
    }

    @Override
    public Guarantee promise() {
        return Guarantee.EXACTLY_ONCE;
    }

    @Override
    public void onStart() {
        Thread thread = new Thread(this::receive, "line-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() {}

    private void receive() {
        long next = context()
                .lastPosition(LANE)
                .map(position -> Math.max(0, position.value().longValueExact() + 1 - SENT_AGAIN))
                .orElse(0L);
        try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
            byte[] line = new byte[lineBytes];
            while (!isStopped()) {
                if (file.length() < (next + 1) * lineBytes) {
                    Thread.sleep(5);
                    continue;
                }
                file.seek(next * lineBytes);
                file.readFully(line);
                store(
                        new String(line, 0, lineBytes - 1, StandardCharsets.UTF_8).strip(),
                        new Position(LANE, BigInteger.valueOf(next)));
                next++;
                STORED.accumulateAndGet(next, Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            reportError("cannot read " + path, e);
        }
    }
}
