// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Tells the driver of an update, and leaves what it emitted where it is. */
final class FirstUpdated extends AbstractFunction1<Iterator<Updated>, Updated> implements Serializable {
    @Override
    public Updated apply(Iterator<Updated> elements) {
        return elements.next().withoutEmitted();
    }
}
