// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.spark;

/**
 * The settings with which Spark was fastest and gave all results; {@code benchmarks/README.md} lists what was tried.
 *
 * @param blockInterval how much of the input becomes one task
 * @param storage how received blocks are kept
 * @param maxRate records per second and receiver; 0 for no limit
 */
record Tuning(String blockInterval, String storage, long maxRate) {

    /**
     * For word counts. Without the limit the receiver outruns the tasks until the heap is full; deserialized blocks fill
     * it even with the limit, and are then dropped, which fails the stream.
     */
    static final Tuning SHUFFLE = new Tuning("200ms", "MEMORY_AND_DISK_SER", 600_000);

    /** For grep, where tasks keep up with the receiver: nothing is serialized, and what does not fit is not lost. */
    static final Tuning NARROW = new Tuning("200ms", "MEMORY_AND_DISK", 0);

    /** For short batches at low rates: several blocks in the shortest batch that Spark reaches. */
    static final Tuning SHORT_BATCHES = new Tuning("10ms", "MEMORY_ONLY", 0);
}
