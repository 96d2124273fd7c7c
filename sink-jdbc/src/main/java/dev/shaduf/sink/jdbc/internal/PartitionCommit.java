// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import java.io.Serializable;

/**
 * What a partition's transaction did.
 *
 * @param rows rows written
 * @param deadLetters rows put aside
 * @param replay whether it had been committed before, and nothing was written
 */
public record PartitionCommit(long rows, long deadLetters, boolean replay) implements Serializable {}
