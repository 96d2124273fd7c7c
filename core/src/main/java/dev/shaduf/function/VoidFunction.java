// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Consumes one value. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <T> the input type
 */
@FunctionalInterface
public interface VoidFunction<T> extends Serializable {
    /**
     * Runs this function for its effect.
     *
     * @param value the input
     * @throws Exception whatever the function's body throws
     */
    void call(T value) throws Exception;
}
