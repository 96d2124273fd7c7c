// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Position;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.ReceiverContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Another receiver, and a file of what {@code store} has returned for: written after that, so that it never holds more. */
final class WitnessedReceiver extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    private final Receiver<String> receiver;
    private final String file;

    WitnessedReceiver(Receiver<String> receiver, Path file) {
        super(receiver.storageLevel());
        this.receiver = receiver;
        this.file = file.toString();
    }

    @Override
    public void onStart() throws Exception {
        receiver.attach(new Witness(context(), Path.of(file)));
        receiver.onStart();
    }

    @Override
    public void onStop() throws Exception {
        receiver.onStop();
    }

    @Override
    public Guarantee promise() {
        return receiver.promise();
    }

    @Override
    public Iterator<String> decode(ByteBuffer block) throws Exception {
        return receiver.decode(block);
    }

    private record Witness(ReceiverContext<String> context, Path file) implements ReceiverContext<String> {
        @Override
        public void storeEncoded(ByteBuffer bytes, int records) {
            byte[] stored = new byte[bytes.remaining()];
            bytes.duplicate().get(stored);
            context.storeEncoded(bytes, records);
            try {
                Files.write(file, stored, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void store(String record) {
            throw new UnsupportedOperationException("lines are stored as bytes");
        }

        @Override
        public void store(String record, Position position) {
            store(record);
        }

        @Override
        public void storeBlock(Iterator<String> records, @Nullable Object token) {
            records.forEachRemaining(this::store);
        }

        @Override
        public void storeBytes(ByteBuffer bytes) {
            store("bytes");
        }

        @Override
        public int awaitPermits() {
            return context.awaitPermits();
        }

        @Override
        public void count(String counter, long delta) {
            context.count(counter, delta);
        }

        @Override
        public void reportError(String message, @Nullable Throwable error) {
            context.reportError(message, error);
        }

        @Override
        public void restart(String message, @Nullable Throwable error, int delayMillis) {
            context.restart(message, error, delayMillis);
        }

        @Override
        public void stop(String message, @Nullable Throwable error) {
            context.stop(message, error);
        }

        @Override
        public boolean isStarted() {
            return context.isStarted();
        }

        @Override
        public boolean isStopped() {
            return context.isStopped();
        }

        @Override
        public int streamId() {
            return context.streamId();
        }

        @Override
        public Optional<Position> lastPosition(String lane) {
            return context.lastPosition(lane);
        }

        @Override
        public void retainLanes(Set<String> lanes) {
            context.retainLanes(lanes);
        }

        @Override
        public String threadName(String role) {
            return context.threadName(role);
        }
    }
}
