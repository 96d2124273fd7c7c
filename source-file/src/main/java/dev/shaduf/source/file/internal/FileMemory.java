// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.Serializable;

/**
 * What is remembered of the files that were taken, as plain data.
 *
 * @param seed the seed of the hashes
 * @param files 16 bytes a file: the hash of its path, the hash of its length and time; big-endian
 */
public record FileMemory(long seed, byte[] files) implements Serializable {}
