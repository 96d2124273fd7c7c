// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Receiver}'s calls go to: the supervisor of the running receiver, or a stub in a test. Safe for use by
 * many threads.
 *
 * @param <T> the type of the records
 */
public interface ReceiverContext<T> {
    /**
     * Adds a record to the block that is being filled; waits under the limits.
     *
     * @param record the record
     * @throws ReceiverStoppedException if the receiver is being stopped
     * @throws RefusedRecordException if the receiver log could not hold it
     */
    void store(T record);

    /**
     * Adds a record with its position; a record at or before the last durable position of its lane is dropped and
     * counted.
     *
     * @param record the record
     * @param position its position
     * @throws RefusedRecordException if the receiver log could not hold it; the lane stays where it was
     */
    void store(T record, Position position);

    /**
     * Stores one block; waits under the limits.
     *
     * @param records its records
     * @param token handed to {@link Receiver#acknowledge} once durable; {@code null} for none
     * @throws RefusedRecordException if the receiver log could not hold one of them; none is stored
     */
    void storeBlock(Iterator<T> records, @Nullable Object token);

    /**
     * Stores one block of bytes; waits under the limits.
     *
     * @param bytes the block
     */
    void storeBytes(ByteBuffer bytes);

    /**
     * Stores records that stand in bytes into the block that is being filled; waits under the limits.
     *
     * @param bytes whole records
     * @param records how many, greater than zero
     */
    void storeEncoded(ByteBuffer bytes, int records);

    /**
     * Waits until the calling thread may store records under the rate limit.
     *
     * @return how many it may store before it has to wait again, at least one
     * @throws ReceiverStoppedException if the receiver is being stopped
     */
    int awaitPermits();

    /**
     * Counts something that went wrong with single records and did not stop the receiver, such as malformed bytes that
     * were replaced; shown in the statistics of the stream.
     *
     * @param counter what is counted, in lower case with hyphens
     * @param delta how many
     */
    void count(String counter, long delta);

    /**
     * Reports an error.
     *
     * @param message what went wrong
     * @param error the exception
     */
    void reportError(String message, @Nullable Throwable error);

    /**
     * Asks for a restart.
     *
     * @param message why
     * @param error the exception, if there was one
     * @param delayMillis the delay; negative for the one of the configuration
     */
    void restart(String message, @Nullable Throwable error, int delayMillis);

    /**
     * Asks for the end.
     *
     * @param message why
     * @param error the exception, if there was one
     */
    void stop(String message, @Nullable Throwable error);

    /**
     * Tells whether the present attempt has started.
     *
     * @return whether it has
     */
    boolean isStarted();

    /**
     * Tells whether the receiver's threads should end.
     *
     * @return whether they should
     */
    boolean isStopped();

    /**
     * Returns the number of the input stream.
     *
     * @return the number
     */
    int streamId();

    /**
     * Returns the last durable position of a lane, from where a starting receiver goes on. What was stored before is made
     * durable first, as a peer may forget what it is told of; where that fails, the position is an earlier one.
     *
     * @param lane the lane
     * @return the position, if one was stored
     */
    Optional<Position> lastPosition(String lane);

    /**
     * Says which lanes there still are: the last positions of all others are forgotten, once what was stored of them is durable.
     * Nothing of theirs may be stored any more: it would count as new. Lanes are never forgotten by themselves, and each block
     * in the log says the last position of every lane; so a receiver whose lanes come and go calls this when some have
     * ended, and once when it starts.
     *
     * @param lanes all lanes that may still be stored into
     */
    void retainLanes(Set<String> lanes);

    /**
     * Names the thread that a receiver is about to start, in the house's form.
     *
     * @param role what the thread does
     * @return a name that says context, role and number
     */
    String threadName(String role);
}
