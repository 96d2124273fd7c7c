// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.function.Function;

/** The combination of a first value is the value itself. */
enum Identity implements Function<Object, Object> {
    INSTANCE;

    @Override
    public Object call(Object value) {
        return value;
    }
}
