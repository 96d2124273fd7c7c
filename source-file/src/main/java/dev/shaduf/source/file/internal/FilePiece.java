// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.Serializable;

/**
 * A part of a file, or all of it.
 *
 * @param file the file
 * @param from the first byte
 * @param until the byte behind the last; a record that begins before it is read to its end
 */
public record FilePiece(TakenFile file, long from, long until) implements Serializable {}
