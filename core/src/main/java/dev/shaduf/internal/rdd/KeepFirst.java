// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.function.Function2;

/** Of values that say the same, the first stays. */
enum KeepFirst implements Function2<Object, Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object first, Object second) {
        return first;
    }
}
