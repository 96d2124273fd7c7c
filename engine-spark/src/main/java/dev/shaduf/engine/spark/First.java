// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Brings the one element of each partition to the driver. */
final class First<T> extends AbstractFunction1<Iterator<T>, T> implements Serializable {
    @Override
    public T apply(Iterator<T> elements) {
        return elements.next();
    }
}
