// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import java.util.Iterator;

/** An iterator of the user's: what it throws comes out with the operator, and {@code null} is refused. */
record UserIterator(Iterator<?> results, Origin origin) implements Iterator<Object> {
    @Override
    public boolean hasNext() {
        return Emission.hasNext(results, origin);
    }

    @Override
    public Object next() {
        return Emission.next(results, origin);
    }
}
