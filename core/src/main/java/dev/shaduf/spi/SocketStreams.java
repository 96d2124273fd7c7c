// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.function.Function;
import dev.shaduf.rdd.StorageLevel;
import java.io.InputStream;

/** Makes the receivers behind {@code socketTextStream} and its like; implemented by {@code shaduf-source-socket}. */
public interface SocketStreams {
    /**
     * Receives lines of UTF-8 text.
     *
     * @param host the host to connect to
     * @param port its port
     * @param level where blocks are kept
     * @return the receiver
     */
    Receiver<String> text(String host, int port, StorageLevel level);

    /**
     * Receives records cut from the bytes by a function.
     *
     * @param host the host to connect to
     * @param port its port
     * @param converter the records of a connection, lazily
     * @param level where blocks are kept
     * @param <T> the type of the records
     * @return the receiver
     */
    <T> Receiver<T> framed(String host, int port, Function<InputStream, Iterable<T>> converter, StorageLevel level);

    /**
     * Receives blocks of serialized records, each behind its length in four bytes.
     *
     * @param host the host to connect to
     * @param port its port
     * @param level where blocks are kept
     * @param <T> the type of the records
     * @return the receiver
     */
    <T> Receiver<T> raw(String host, int port, StorageLevel level);
}
