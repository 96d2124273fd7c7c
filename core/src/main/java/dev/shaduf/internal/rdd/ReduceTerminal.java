// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Collector;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.engine.Terminal;
import dev.shaduf.function.Function2;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combines the records of a partition into one; the result is a list of that one, or of none for an empty partition. */
record ReduceTerminal(Function2<Object, Object, Object> f, Origin origin) implements Terminal<List<Object>> {
    @Override
    public Collector<List<Object>> open(TaskContext task) {
        return new Running(f, origin);
    }

    /** Combines two records, with the operator in what is thrown. */
    static Object combine(Function2<Object, Object, Object> f, Object first, Object second, Origin origin) {
        Object combined;
        try {
            combined = f.call(first, second);
        } catch (Throwable e) {
            throw OperatorException.of(origin, e);
        }
        if (combined == null) {
            throw Nulls.part(origin, "combination");
        }
        return combined;
    }

    private static final class Running extends Collector<List<Object>> {
        private final Function2<Object, Object, Object> f;
        private final Origin origin;
        private @Nullable Object combined;

        Running(Function2<Object, Object, Object> f, Origin origin) {
            this.f = f;
            this.origin = origin;
        }

        @Override
        public void push(Object record) {
            combined = combined == null ? record : combine(f, combined, record, origin);
        }

        @Override
        public List<Object> result() {
            return combined == null ? List.of() : List.of(combined);
        }
    }
}
