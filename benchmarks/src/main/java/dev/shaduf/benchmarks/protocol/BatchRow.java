// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.protocol;

/**
 * A completed batch.
 *
 * @param timeMillis its batch time
 * @param records how many input records it held
 * @param schedulingMicros from its batch time (Spark: from its submission) to the start of its first job
 * @param processingMicros from the start of its first job to the end of its last
 */
public record BatchRow(long timeMillis, long records, long schedulingMicros, long processingMicros) {

    private static final int FIELDS = 4;

    /**
     * Reads what {@link #toString} printed.
     *
     * @param line four whole numbers, separated by commas
     * @return the batch
     */
    public static BatchRow parse(String line) {
        String[] parts = line.split(",");
        if (parts.length != FIELDS) {
            throw new IllegalArgumentException("Not a batch of " + FIELDS + " numbers: '" + line + "'");
        }
        return new BatchRow(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    @Override
    public String toString() {
        return timeMillis + "," + records + "," + schedulingMicros + "," + processingMicros;
    }
}
