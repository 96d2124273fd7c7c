// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A directory in which a stream keeps what must survive its process: named segments that are appended to and nothing else.
 * Names are paths with {@code /}, of letters, digits, {@code -}, {@code _}, {@code .} and {@code =}. Safe for use by many threads.
 *
 * <p>Life cycle, in order:
 * <ol>
 *   <li>{@link #acquire} makes the caller the only writer. Reading needs no acquiring.</li>
 *   <li>{@link #list} and {@link #read} whatever is there.</li>
 *   <li>{@link #create}, append to and seal segments, {@link #delete} old ones. Each of these fails with a
 *       {@link FencedException} as soon as another process has acquired the directory.</li>
 *   <li>{@link #close} gives the directory back.</li>
 * </ol>
 */
public interface CheckpointStore extends AutoCloseable {
    /**
     * Makes the caller the writer.
     *
     * @param owner who it is, for the message that another process gets
     * @return the epoch: greater than all before it in this directory
     * @throws IOException if the present owner lives (the message names it), or the directory cannot be written
     */
    long acquire(String owner) throws IOException;

    /**
     * Creates an empty segment.
     *
     * @param name its name, not in use
     * @return the segment, for one thread at a time
     * @throws IOException if it cannot be created
     */
    Segment create(String name) throws IOException;

    /**
     * Lists segments, sealed or not.
     *
     * @param prefix the beginning of their names; empty for all
     * @return the segments in the order of their names
     * @throws IOException if the directory cannot be read
     */
    List<SegmentInfo> list(String prefix) throws IOException;

    /**
     * Opens a segment for reading, as far as it has been written.
     *
     * @param name its name
     * @param offset the first byte to read
     * @return its content from there; buffering is the caller's
     * @throws IOException if there is none, or it cannot be read
     */
    InputStream read(String name, long offset) throws IOException;

    /**
     * Deletes a segment; one that is not there is no error.
     *
     * @param name its name
     * @throws IOException if it cannot be deleted
     */
    void delete(String name) throws IOException;

    /** Gives the directory back, if it was acquired. Idempotent. */
    @Override
    void close() throws IOException;

    /** A segment that is being written. Used by one thread at a time. */
    interface Segment extends AutoCloseable {
        /**
         * Appends bytes. After an exception, what of them is in the segment is unknown, and the segment takes no more.
         *
         * @param bytes the bytes; all of them are consumed
         * @throws IOException if they cannot be written
         */
        void append(ByteBuffer... bytes) throws IOException;

        /**
         * Makes what was appended durable.
         *
         * @throws IOException if that failed: then nothing since the last success may be relied on, and the segment takes no
         *     more
         */
        void sync() throws IOException;

        /**
         * Returns the bytes appended.
         *
         * @return how many
         */
        long length();

        /** Ends writing; what was not synced may be lost. Idempotent. */
        @Override
        void close() throws IOException;
    }

    /**
     * A segment that is there.
     *
     * @param name its name
     * @param length its bytes, as far as they are known
     */
    record SegmentInfo(String name, long length) {}
}
