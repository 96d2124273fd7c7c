// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

/**
 * A stream that comes from outside: from a receiver, a source or a queue.
 *
 * @param <T> the type of the records
 */
public interface InputDStream<T> extends DStream<T> {
    /**
     * Returns the number of this input among the inputs of its context.
     *
     * @return the number, from 0
     */
    int id();
}
