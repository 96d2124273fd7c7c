// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.socket;

import dev.shaduf.function.Function;
import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.source.socket.internal.Endpoint;
import dev.shaduf.source.socket.internal.Framing;
import dev.shaduf.source.socket.internal.SocketLoop;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Receiver;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a TCP peer and receives what it sends, in one of four framings: {@link #lines lines} of text,
 * {@link #framing records} cut by a function, {@link #raw raw} blocks of serialized objects, or lines with
 * {@link #positions positions}. When the connection is refused, ends or fails, it connects again after a pause that
 * doubles with each attempt; a refusal or failure is reported, an orderly end is not. One thread reads; a slow program
 * makes the peer wait.
 *
 * <pre>{@code
 * Receiver<String> orders = SocketReceiver.lines("example.org", 9_999)
 *         .tls()
 *         .refuseLinesOver(64 << 10)
 *         .build();
 * ssc.receiverStream(orders).print();
 * }</pre>
 *
 * <p>What cannot be processed is counted in the statistics of the stream: {@code malformed-utf8} (sequences replaced),
 * {@code cut-lines}, {@code partial-lines} (left by a failed connection), {@code half-frames}, {@code empty-frames}.
 *
 * <p>Promise: exactly once with positions, if a checkpoint directory is used; with the other framings at most once, as
 * the peer cannot be asked to send again.
 *
 * @param <T> the type of the records
 */
public final class SocketReceiver<T> extends Receiver<T> {
    private static final long serialVersionUID = 1L;

    private final Endpoint endpoint;
    private final Framing<T> framing;
    private transient volatile @Nullable SocketLoop<T> loop;

    SocketReceiver(Endpoint endpoint, Framing<T> framing, StorageLevel level) {
        super(level);
        this.endpoint = endpoint;
        this.framing = framing;
    }

    /**
     * Receives lines of text, UTF-8 unless set otherwise. A line ends with {@code \n} or {@code \r\n}; what stands
     * behind the last one when the peer closes is a line too. Malformed bytes are replaced and counted.
     *
     * @param host the host
     * @param port its port
     * @return a builder
     */
    public static SocketReceiverBuilder<String> lines(String host, int port) {
        return SocketReceiverBuilder.lines(host, port);
    }

    /**
     * Receives records that a function cuts from the bytes. It is called for each connection, on the thread that reads;
     * its records are stored as it yields them. When it throws or ends, the connection is closed and made anew.
     *
     * @param host the host
     * @param port its port
     * @param converter returns the records of a connection, lazily; reading the stream waits for the peer
     * @param <T> the type of the records
     * @return a builder
     */
    public static <T> SocketReceiverBuilder<T> framing(
            String host, int port, Function<InputStream, Iterable<T>> converter) {
        return SocketReceiverBuilder.framing(host, port, converter);
    }

    /**
     * Receives blocks of objects in Java's serialization, each behind its length in four bytes, the highest first. Each
     * becomes a partition and is read only when its batch runs; classes that are not known to be harmless are refused.
     *
     * @param host the host
     * @param port its port
     * @param <T> the type of the records
     * @return a builder
     */
    public static <T> SocketReceiverBuilder<T> raw(String host, int port) {
        return SocketReceiverBuilder.raw(host, port);
    }

    /**
     * Receives lines of UTF-8 with positions, from a peer that can send again: {@code lane TAB position TAB payload},
     * positions growing within a lane. The peer opens with the lanes it has, and is told where to go on in each; what
     * it sends again is dropped and counted. The page on sockets describes the exchange.
     *
     * @param host the host
     * @param port its port
     * @return a builder
     */
    public static SocketReceiverBuilder<String> positions(String host, int port) {
        return SocketReceiverBuilder.positions(host, port);
    }

    @Override
    public void onStart() {
        SocketLoop<T> started = new SocketLoop<>(endpoint, framing, this);
        loop = started;
        started.start();
    }

    @Override
    public void onStop() throws InterruptedException {
        SocketLoop<T> started = loop;
        loop = null;
        if (started != null) {
            started.close();
        }
    }

    @Override
    public Guarantee promise() {
        return framing.promise();
    }

    @Override
    public Iterator<T> decode(ByteBuffer block) throws Exception {
        return framing.decode(block);
    }

    @Override
    public String name() {
        return "socket " + endpoint.address();
    }
}
