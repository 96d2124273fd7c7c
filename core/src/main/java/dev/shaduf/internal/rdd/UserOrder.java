// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import java.io.Serializable;
import java.util.Comparator;

/** An order of the user's: what it throws comes out with the operator. */
record UserOrder(Comparator<Object> order, Origin origin) implements Comparator<Object>, Serializable {
    @Override
    public int compare(Object first, Object second) {
        try {
            return order.compare(first, second);
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
    }
}
