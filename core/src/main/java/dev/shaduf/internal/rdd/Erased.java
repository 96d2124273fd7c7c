// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import java.util.ArrayList;
import java.util.List;

/** The one place where types are let go: plans are untyped, the front that makes and reads them is not. */
final class Erased {
    private Erased() {}

    /** Sees a function, a comparator or a list with other type arguments. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T> T as(Object thing) {
        return (T) thing;
    }

    /** The records of all partitions, in order, as a list of the caller's own. */
    static <T> List<T> concat(List<? extends List<Object>> parts) {
        int size = 0;
        for (List<Object> part : parts) {
            size += part.size();
        }
        List<Object> all = new ArrayList<>(size);
        for (List<Object> part : parts) {
            all.addAll(part);
        }
        return as(all);
    }
}
