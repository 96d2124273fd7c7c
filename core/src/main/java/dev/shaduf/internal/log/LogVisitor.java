// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Is shown a log from its beginning, in the order in which it was written. */
@FunctionalInterface
public interface LogVisitor {
    /**
     * A record that is intact.
     *
     * @param address its address
     * @param record its bytes; the visitor's to keep
     */
    void record(long address, ByteBuffer record) throws IOException;

    /** A part that is lost: between the record shown before and the one shown next. */
    default void damage(LogDamage damage) throws IOException {}
}
