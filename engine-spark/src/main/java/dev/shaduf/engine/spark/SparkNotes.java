// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.TaskContext;
import dev.shaduf.rdd.CollectionAccumulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import scala.Option;

/**
 * What tasks note beside their records. Spark counts what a task added that succeeded; but of a partition that Spark keeps, what was
 * noted counts though the task fails, as no further task will compute it.
 */
final class SparkNotes<T> implements CollectionAccumulator<T> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final org.apache.spark.util.CollectionAccumulator<T> ofTasks;
    private final org.apache.spark.util.CollectionAccumulator<T> ofKept =
            new org.apache.spark.util.CollectionAccumulator<>();

    SparkNotes(SparkContext spark, String name) {
        this.name = name;
        this.ofTasks = spark.collectionAccumulator(name);
        ofKept.register(spark, Option.empty(), true);
    }

    /** Has what was noted in a part of a task count whatever becomes of the rest. */
    static void keep(TaskContext part) {
        for (Map.Entry<Object, Object> local : part.locals().entrySet()) {
            if (local.getKey() instanceof SparkNotes<?> notes) {
                notes.keep((List<?>) local.getValue());
            }
        }
    }

    @SuppressWarnings("unchecked") // What add() gathered.
    private void keep(List<?> gathered) {
        gathered.forEach(value -> ofKept.add((T) value));
    }

    @Override
    public void add(T value) {
        ofTasks.add(value);
        TaskContext task = TaskContext.current();
        if (task != null) {
            task.local(this, () -> new ArrayList<T>()).add(value);
        }
    }

    @Override
    public List<T> value() {
        List<T> all = new ArrayList<>(ofTasks.value());
        all.addAll(ofKept.value());
        return Collections.unmodifiableList(all);
    }

    @Override
    public void reset() {
        ofTasks.reset();
        ofKept.reset();
    }

    @Override
    public String name() {
        return name;
    }
}
