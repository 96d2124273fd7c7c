// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;

/** Pairs a record with a key computed from it. */
record Keying(Function<Object, Object> f, Origin origin) implements Function<Object, Object> {
    @Override
    public Object call(Object record) throws Exception {
        Object key = f.call(record);
        if (key == null) {
            throw Nulls.part(origin, "key");
        }
        return new Tuple2<>(key, record);
    }
}
