// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.function.Function;

/** A function that the engine calls for an operator: what it throws comes out with the operator, null is refused. */
record UserFunction(Function<Object, Object> f, Origin origin) implements Function<Object, Object> {
    @Override
    public Object call(Object value) {
        Object result;
        try {
            result = f.call(value);
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (result == null) {
            throw Nulls.part(origin, "combination");
        }
        return result;
    }
}
