// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.Serializable;

/**
 * A file that a batch takes.
 *
 * @param path its full path as a URI
 * @param length its length in bytes
 * @param modified when it was last changed, in milliseconds since the epoch
 */
public record TakenFile(String path, long length, long modified) implements Serializable {}
