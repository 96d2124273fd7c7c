// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a map task of a sorting shuffle has for one reduce partition.
 *
 * @param runs the files, oldest first, in which there are pairs of the partition
 * @param rest the youngest pairs, in memory and not sorted; {@code null} for none
 */
record SortedPart(List<SortedRun> runs, @Nullable Bucket rest) {}
