// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.util.Map;

/**
 * Takes records.
 *
 * @param <T> the type of the records
 */
@FunctionalInterface
public interface RecordOutput<T> {
    /**
     * Takes one record.
     *
     * @param record the record, not {@code null}
     * @throws Exception what the steps behind it throw; let it pass
     */
    void add(T record) throws Exception;

    /**
     * Takes what cannot be made a record. It becomes a dead letter of the batch where the program wants that of the input;
     * otherwise the task fails with the error.
     *
     * @param what the text or bytes found, as text that a person can read; may be cut
     * @param details where it was found, such as topic, partition and offset
     * @param error why it is no record
     * @throws Exception the error, unless the program wants dead letters
     */
    default void reject(String what, Map<String, String> details, Exception error) throws Exception {
        throw error;
    }
}
