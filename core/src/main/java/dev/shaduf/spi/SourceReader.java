// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/**
 * Reads one split, by one thread.
 *
 * @param <T> the type of the records
 */
public interface SourceReader<T> extends AutoCloseable {
    /**
     * Hands over the next records.
     *
     * @param output takes the records, in order
     * @param max records at most in this call
     * @return false once the split has been read to its end, after which it is not called again
     * @throws Exception if reading fails; the task fails and is tried again with a new reader
     */
    boolean read(RecordOutput<T> output, int max) throws Exception;

    @Override
    void close() throws Exception;
}
