// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.dstream;

/** An output of a stream, to be named before the context starts. */
public interface OutputOperation {
    /**
     * Names the output in logs and statistics.
     *
     * @param name the name
     * @return this output
     */
    OutputOperation name(String name);

    /**
     * Names the output so that its marks can be found when the program has changed.
     *
     * @param uid the name, unique in the context: letters, digits, {@code -}, {@code _} and {@code .}
     * @return this output
     */
    OutputOperation uid(String uid);

    /**
     * Declares that running this output again for the same batch changes nothing, so that it counts as exactly once.
     *
     * @return this output
     */
    OutputOperation idempotent();
}
