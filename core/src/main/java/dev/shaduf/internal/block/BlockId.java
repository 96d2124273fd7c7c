// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.io.Serializable;

/**
 * Names a block of received records.
 *
 * @param stream the number of the input stream
 * @param number grows by one per block of the stream
 */
public record BlockId(int stream, long number) implements Serializable {
    @Override
    public String toString() {
        return "input-" + stream + "-" + number;
    }
}
