// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.io.Serializable;

/**
 * Where a step comes from, for errors and names of jobs.
 *
 * @param operator the operator, such as {@code map}, or the name that the user gave it
 * @param site the place in the user's program, such as {@code WordCount.java:23}
 */
public record Origin(String operator, String site) implements Serializable {
    /**
     * Returns the origin as {@code map at WordCount.java:23}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return operator + " at " + site;
    }
}
