// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import java.io.Serializable;

/**
 * Supplies a value. May throw any exception; the task that runs it then fails with the operator's name.
 *
 * @param <R> the result type
 */
@FunctionalInterface
public interface Function0<R> extends Serializable {
    /**
     * Applies this function.
     *
     * @return the value
     * @throws Exception whatever the function's body throws
     */
    R call() throws Exception;
}
