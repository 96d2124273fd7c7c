// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import java.util.List;
import java.util.Optional;

/** Which sides of a join are kept without a match; a side that may be missing is an {@link Optional}. */
enum JoinKind {
    INNER(false, false),
    LEFT(false, true),
    RIGHT(true, false),
    FULL(true, true);

    private static final List<Object> MISSING = List.of(Optional.empty());

    private final boolean leftOptional;
    private final boolean rightOptional;

    JoinKind(boolean leftOptional, boolean rightOptional) {
        this.leftOptional = leftOptional;
        this.rightOptional = rightOptional;
    }

    /** The left sides of the matches of a key. */
    List<?> left(List<?> values) {
        return leftOptional ? optional(values) : values;
    }

    /** The right sides of the matches of a key. */
    List<?> right(List<?> values) {
        return rightOptional ? optional(values) : values;
    }

    private static List<?> optional(List<?> values) {
        return values.isEmpty()
                ? MISSING
                : values.stream().map(Optional::ofNullable).toList();
    }
}
