// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

/** How many of the offsets of a partition hold records: all, unless it has transactions or was compacted. */
final class Density {
    private long records;
    private long offsets;

    void add(long from, Block block) {
        records += block.size();
        offsets += block.next() - from;
    }

    long records(long ofOffsets) {
        return sparse() && ofOffsets > 0
                ? Math.max(1, (long) ((double) ofOffsets * records / offsets))
                : Math.max(0, ofOffsets);
    }

    long offsets(long forRecords) {
        return sparse() && records > 0
                ? (long) Math.min(Long.MAX_VALUE, Math.max(1, (double) forRecords * offsets / records))
                : forRecords;
    }

    private boolean sparse() {
        return records < offsets;
    }
}
