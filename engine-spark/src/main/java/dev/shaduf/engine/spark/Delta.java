// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A version of a table, by what it changed.
 *
 * @param time the time of the batch
 * @param tokens which attempt made it, by partition
 * @param changes the chunks that say what it changed
 * @param keys the keys in the table, by partition
 * @param touched the keys that it touched
 */
record Delta(long time, long[] tokens, Payload changes, long[] keys, long touched) implements Serializable {
    /** Returns the same version without its changes, for a table that has them in it. */
    Delta merged() {
        return new Delta(time, tokens, Payload.NONE, keys, touched);
    }

    long allKeys() {
        return Arrays.stream(keys).sum();
    }
}
