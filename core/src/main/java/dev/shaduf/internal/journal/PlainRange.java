// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.spi.SourceRange;

/**
 * A range as it stands in the journal, for people to look at without the connector's classes.
 *
 * @param value its fields
 */
record PlainRange(Object value) implements SourceRange {
    @Override
    public long records() {
        return -1;
    }

    @Override
    public String describe() {
        return value.toString();
    }
}
