// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;

/** Makes the combination of a first value: a neutral value with that added. */
record FromZero(ZeroValue zero, Function2<Object, Object, Object> add, Origin origin)
        implements Function<Object, Object> {
    @Override
    public Object call(Object value) {
        Object fresh;
        try {
            fresh = zero.call();
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        return ReduceTerminal.combine(add, fresh, value, origin);
    }
}
