// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import dev.shaduf.function.Function2;

/** A function of two that the engine calls for an operator: what it throws comes out with the operator. */
record UserFunction2(Function2<Object, Object, Object> f, Origin origin) implements Function2<Object, Object, Object> {
    @Override
    public Object call(Object first, Object second) {
        return ReduceTerminal.combine(f, first, second, origin);
    }
}
