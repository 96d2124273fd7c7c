// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.jmh;

import dev.shaduf.function.Function;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.ReceiverContext;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** Decodes encoded records as a task would, and drops them; refuses all else. */
final class ConsumingContext implements ReceiverContext<String> {
    private static final int PERMITS = 1_024;

    private final Function<ByteBuffer, Iterator<String>> decoder;
    private final Blackhole sink;

    ConsumingContext(Function<ByteBuffer, Iterator<String>> decoder, Blackhole sink) {
        this.decoder = decoder;
        this.sink = sink;
    }

    @Override
    public void store(String record) {
        throw unexpected("a record of its own");
    }

    @Override
    public void store(String record, Position position) {
        throw unexpected("a position");
    }

    @Override
    public void storeBlock(Iterator<String> records, @Nullable Object token) {
        throw unexpected("a block");
    }

    @Override
    public void storeBytes(ByteBuffer bytes) {
        throw unexpected("a block of bytes");
    }

    @Override
    public void storeEncoded(ByteBuffer bytes, int records) {
        try {
            decoder.call(bytes.asReadOnlyBuffer()).forEachRemaining(sink::consume);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int awaitPermits() {
        return PERMITS;
    }

    @Override
    public void count(String counter, long delta) {
        throw unexpected("a count of " + counter);
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        throw new IllegalStateException(message, error);
    }

    @Override
    public void restart(String message, @Nullable Throwable error, int delayMillis) {
        throw new IllegalStateException(message, error);
    }

    @Override
    public void stop(String message, @Nullable Throwable error) {
        throw new IllegalStateException(message, error);
    }

    @Override
    public boolean isStarted() {
        return true;
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public int streamId() {
        return 0;
    }

    @Override
    public Optional<Position> lastPosition(String lane) {
        return Optional.empty();
    }

    @Override
    public void retainLanes(Set<String> lanes) {}

    @Override
    public String threadName(String role) {
        return "benchmark-" + role;
    }

    private static IllegalStateException unexpected(String what) {
        return new IllegalStateException("the lines of this benchmark are well-formed and brought " + what);
    }
}
