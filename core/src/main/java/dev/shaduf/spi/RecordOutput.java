// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

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
}
