// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket.internal;

import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Receiver;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * How the bytes of a connection become records.
 *
 * @param <T> the type of the records
 */
public interface Framing<T> extends Serializable {
    /**
     * Stores what a connection brings, until its end.
     *
     * @param connection the connection
     * @param receiver what stores it
     * @throws Exception if the connection fails or brings what cannot be understood
     */
    void read(Connection connection, Receiver<T> receiver) throws Exception;

    /** Returns what a receiver with this framing can promise. */
    default Guarantee promise() {
        return Guarantee.AT_MOST_ONCE;
    }

    /** Reads the records of a block that was stored as bytes. */
    default Iterator<T> decode(ByteBuffer block) throws Exception {
        throw new UnsupportedOperationException("this framing stores records, not bytes");
    }
}
