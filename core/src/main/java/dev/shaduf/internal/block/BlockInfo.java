// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.io.Serializable;

/**
 * A stored block, as plans know it.
 *
 * @param id its name
 * @param records its records; -1 where only decoding would tell
 * @param bytes its size, as estimated
 */
public record BlockInfo(BlockId id, long records, long bytes) implements Serializable {}
