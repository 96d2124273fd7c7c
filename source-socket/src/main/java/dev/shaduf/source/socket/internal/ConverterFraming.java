// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.function.Function;
import dev.shaduf.spi.Receiver;
import java.io.BufferedInputStream;
import java.io.InputStream;

/**
 * Records cut from the bytes by a function of the user.
 *
 * @param converter the records of a connection, lazily
 * @param <T> the type of the records
 */
public record ConverterFraming<T>(Function<InputStream, Iterable<T>> converter) implements Framing<T> {
    private static final int BUFFER = 64 << 10;

    @Override
    public void read(Connection connection, Receiver<T> receiver) throws Exception {
        Iterable<T> records = converter.call(new BufferedInputStream(connection.in(), BUFFER));
        if (records == null) {
            throw new FramingException("the converter returned null; it must return the records of the connection");
        }
        for (T record : records) {
            receiver.store(record);
        }
    }
}
