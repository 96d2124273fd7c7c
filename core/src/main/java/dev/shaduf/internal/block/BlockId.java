// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names a block of received records.
 *
 * @param stream the number of the input stream
 * @param number grows by one per block of the stream
 */
public record BlockId(int stream, long number) implements Serializable {
    // Written out, because the generated method links itself at its first use, which a program that starts can feel.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockId that && stream == that.stream && number == that.number;
    }

    @Override
    public int hashCode() {
        return 31 * stream + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return "input-" + stream + "-" + number;
    }
}
