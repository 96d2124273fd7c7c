// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.io.Serializable;

/**
 * A read-only value that is sent once to wherever tasks run.
 *
 * @param <T> its type
 */
public interface Broadcast<T> extends Serializable {
    /**
     * Returns the value.
     *
     * @return the value
     * @throws IllegalStateException after {@link #destroy()}
     */
    T value();

    /** Frees the value wherever it is; it can be used no more. */
    void destroy();
}
