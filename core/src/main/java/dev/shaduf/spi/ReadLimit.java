// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/**
 * How much a range may hold.
 *
 * @param records records at most
 * @param bytes bytes at most, where the source can tell
 */
public record ReadLimit(long records, long bytes) {
    /** No limit. */
    public static final ReadLimit NONE = new ReadLimit(Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Makes a limit of records alone.
     *
     * @param records records at most
     * @return the limit
     */
    public static ReadLimit records(long records) {
        return new ReadLimit(records, Long.MAX_VALUE);
    }
}
