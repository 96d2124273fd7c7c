// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import java.util.concurrent.Callable;

/** Finds which line of the user's program an operation comes from. */
public final class Origins {
    private Origins() {}

    /**
     * Returns the origin of an operation: the one set by {@link #within} for the calling thread, else the nearest caller
     * outside this library.
     */
    public static Origin here(String operator) {
        throw new UnsupportedOperationException("not built yet " + operator);
    }

    /** Runs something whose operations all come from one operator. */
    public static <T> T within(Origin origin, Callable<T> body) throws Exception {
        throw new UnsupportedOperationException("not built yet " + origin + body);
    }
}
