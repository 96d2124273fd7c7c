// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.spi.SourceRange;

/**
 * A range of a {@link MemorySource}: records of one call to {@code add}.
 *
 * @param add the place of the call, from 0
 * @param from the first record of every partition taken together
 * @param until the record behind the last one
 */
public record MemoryRange(int add, int from, int until) implements SourceRange {
    @Override
    public long records() {
        return (long) until - from;
    }

    @Override
    public String describe() {
        return "add " + add + ": records " + from + " to " + until;
    }
}
