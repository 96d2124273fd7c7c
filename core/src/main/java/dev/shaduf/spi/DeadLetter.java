// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.Map;

/**
 * A record that was set aside instead of failing its batch, because a function threw for it or a reader could not make it
 * out. Identified by batch, operator, partition and index: a batch that is run again makes the same letters.
 *
 * @param batch the batch that held the record
 * @param time the time of the batch
 * @param operator the uid of the operator that set it aside
 * @param place the operator and where it stands in the program, such as {@code parse at WordCount.java:23}
 * @param partition the partition of the operator
 * @param index the place among the letters of that operator and partition, from 0
 * @param record the record as text, cut to 65,536 characters
 * @param details where it was found, as far as the input says: topic, partition and offset, or a file
 * @param error what was thrown, as text
 */
public record DeadLetter(
        BatchId batch,
        Time time,
        String operator,
        String place,
        int partition,
        long index,
        String record,
        Map<String, String> details,
        String error)
        implements Serializable {
    /** Keeps the details as they are now. */
    public DeadLetter {
        details = Map.copyOf(details);
    }
}
