// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.nio.ByteBuffer;

/** What a segment consists of, one after the other. */
sealed interface Piece {
    /** The first address of it. */
    long from();

    /** The first address after it. */
    long to();

    /** A record that is intact. */
    record Content(long from, long to, ByteBuffer bytes) implements Piece {}

    /** A mark: everything before {@code durable} was durable when it was written. */
    record Mark(long from, long to, long durable) implements Piece {}

    /** What cannot be read. */
    record Fault(long from, long to, Flaw flaw) implements Piece {}
}
