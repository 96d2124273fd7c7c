// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.io.Serializable;
import java.util.List;

/**
 * A split of a {@link MemorySource}: one partition of a range.
 *
 * @param range the range
 * @param partition the partition, from 0
 * @param partitions all partitions of the range
 * @param records the records, so that they are found in any JVM
 */
public record MemorySplit(MemoryRange range, int partition, int partitions, List<?> records) implements Serializable {}
