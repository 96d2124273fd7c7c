// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import dev.shaduf.rdd.RDD;
import java.util.List;

/**
 * Knows which ranges of sources it reads. The RDDs of this library do; a connector whose users store positions themselves makes
 * of them what its users know, such as offsets.
 */
public interface InputRanges {
    /**
     * Lists the ranges of all sources that this is computed from, however many steps ago, also those of earlier batches that
     * a window reads.
     *
     * @return the ranges, each once; empty where nothing of a source is read
     */
    List<SourceRange> inputRanges();

    /**
     * Lists the ranges that an RDD is computed from.
     *
     * @param rdd the RDD
     * @return the ranges, each once; empty where nothing of a source is read
     */
    static List<SourceRange> of(RDD<?> rdd) {
        return rdd instanceof InputRanges ranges ? ranges.inputRanges() : List.of();
    }
}
