// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Tells the driver of an update, and leaves what it emitted where it is. */
final class FirstUpdated extends AbstractFunction2<TaskContext, Iterator<Updated>, Updated> implements Serializable {
    @Override
    public Updated apply(TaskContext context, Iterator<Updated> elements) {
        return elements.next().withoutEmitted();
    }
}
