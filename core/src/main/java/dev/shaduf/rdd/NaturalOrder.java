// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import java.util.Comparator;

/** The order of records that are comparable, which their type need not say. */
final class NaturalOrder {
    private NaturalOrder() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // Others fail at the first comparison.
    static <T> Comparator<T> of() {
        return (Comparator) Comparator.naturalOrder();
    }
}
