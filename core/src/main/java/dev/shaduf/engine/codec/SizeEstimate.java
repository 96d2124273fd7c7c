// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

/**
 * Estimates the memory of many records, by {@linkplain RecordSize looking into} some of them: all of the first, then one of many.
 * Used by one thread.
 */
public final class SizeEstimate {
    private static final int LOOKED_AT_FIRST = 32;
    private static final int LOOKED_AT_THEN = 64;
    private static final int REFERENCE = 4;

    private long records;
    private long looked;
    private long bytes;

    /** Begins with no records. */
    public SizeEstimate() {}

    /**
     * Counts a record.
     *
     * @param record the record
     */
    public void add(Object record) {
        if (records < LOOKED_AT_FIRST || records % LOOKED_AT_THEN == 0) {
            looked++;
            bytes += REFERENCE + RecordSize.of(record);
        }
        records++;
    }

    /**
     * Returns the memory of the records so far.
     *
     * @return their bytes, as estimated
     */
    public long bytes() {
        return looked == 0 ? 0 : (long) ((double) bytes / looked * records);
    }
}
