// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.BatchId;
import java.io.Serializable;
import java.util.List;

/**
 * An open {@link Sink}. {@link #writer} is called by many threads at a time, the rest by one at a time on the driver.
 *
 * @param <T> the type of the records
 */
public interface SinkSession<T> extends AutoCloseable {
    /**
     * Is told on the driver, before anything is read, that this run of the program takes over from earlier ones: what they left behind
     * must not be able to write any more.
     *
     * @throws Exception if that cannot be reached; the program does not start
     */
    default void takeOver() throws Exception {}

    /**
     * Is told on the driver, before its first writer, how many partitions a batch has.
     *
     * @param batch the batch
     * @param partitions how many, the same whenever the batch is run
     * @throws Exception if the sink cannot prepare for them; the batch is tried again
     */
    default void begin(SinkBatch batch, int partitions) throws Exception {}

    /**
     * Opens a writer for one attempt of a partition. Nothing that it writes may be seen before the commit.
     *
     * @param batch the batch
     * @param partition the partition, from 0
     * @param attempt the attempt, from 0, unique within the batch and partition
     * @return the writer
     * @throws Exception if it cannot be opened; the task fails and is tried again
     */
    SinkWriter<T> writer(SinkBatch batch, int partition, int attempt) throws Exception;

    /**
     * Makes a batch visible, once: calling it again for the same batch changes nothing.
     *
     * @param batch the batch
     * @param commits one per partition, in order
     * @throws Exception if it cannot; the batch is tried again
     */
    void commit(SinkBatch batch, List<Serializable> commits) throws Exception;

    /**
     * Tells what became of a batch that may have been written before.
     *
     * @param batch the batch
     * @return committed, not committed, or unknown
     * @throws Exception if the target cannot be asked
     */
    Recovery recover(SinkBatch batch) throws Exception;

    /**
     * Is told that batches below one are never asked about again, so that their marks can be deleted. On the driver, after
     * the batches have completed; not for each batch.
     *
     * @param horizon the lowest batch whose mark may still be needed
     * @throws Exception logged; told again later
     */
    default void prune(BatchId horizon) throws Exception {}

    @Override
    void close() throws Exception;
}
