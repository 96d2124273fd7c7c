// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import dev.shaduf.function.Function;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.SocketStreams;
import java.io.InputStream;

/** Makes the receivers behind {@code socketTextStream}, {@code socketStream} and {@code rawSocketStream}. */
public final class SocketStreamsProvider implements SocketStreams {
    /** For {@link java.util.ServiceLoader}. */
    public SocketStreamsProvider() {}

    @Override
    public Receiver<String> text(String host, int port, StorageLevel level) {
        return SocketReceiver.lines(host, port).storageLevel(level).build();
    }

    @Override
    public <T> Receiver<T> framed(
            String host, int port, Function<InputStream, Iterable<T>> converter, StorageLevel level) {
        return SocketReceiver.framing(host, port, converter).storageLevel(level).build();
    }

    @Override
    public <T> Receiver<T> raw(String host, int port, StorageLevel level) {
        return SocketReceiver.<T>raw(host, port).storageLevel(level).build();
    }
}
