// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Brings the one element of each partition to the driver. */
final class First<T> extends AbstractFunction2<TaskContext, Iterator<T>, T> implements Serializable {
    @Override
    public T apply(TaskContext context, Iterator<T> elements) {
        return elements.next();
    }
}
