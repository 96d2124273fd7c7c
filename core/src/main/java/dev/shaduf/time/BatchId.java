// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.time;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a batch: the stream it belongs to and its place in that stream's order. A batch that is run again,
 * after a failure or a crash, has the same identity; two batches never share one, whatever their times.
 *
 * @param stream the random id of the stream
 * @param number the place, starting at 1 and growing by one per planned batch
 */
public record BatchId(UUID stream, long number) implements Comparable<BatchId>, Serializable {
    // Written out, because the generated method links itself at its first use, which a program that starts can feel.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BatchId that && number == that.number && stream.equals(that.stream);
    }

    @Override
    public int hashCode() {
        return 31 * stream.hashCode() + Long.hashCode(number);
    }

    @Override
    public int compareTo(BatchId that) {
        int byStream = stream.compareTo(that.stream);
        return byStream != 0 ? byStream : Long.compare(number, that.number);
    }

    /**
     * Returns the id as {@code 3f2a…-42}: the stream's id, a hyphen, the number. It is safe as a part of a file name.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return stream + "-" + number;
    }
}
