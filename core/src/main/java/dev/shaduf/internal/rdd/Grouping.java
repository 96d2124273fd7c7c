// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Combine;
import dev.shaduf.function.Function;
import dev.shaduf.function.Function2;
import java.util.ArrayList;
import java.util.List;

/** Gathers values in lists; before a shuffle that would save nothing. */
final class Grouping {
    static final Combine COMBINE = new Combine(Begin.INSTANCE, Add.INSTANCE, Join.INSTANCE, false);

    private Grouping() {}

    private enum Begin implements Function<Object, Object> {
        INSTANCE;

        @Override
        public Object call(Object value) {
            List<Object> values = new ArrayList<>();
            values.add(value);
            return values;
        }
    }

    private enum Add implements Function2<Object, Object, Object> {
        INSTANCE;

        @Override
        public Object call(Object values, Object value) {
            List<Object> grown = Erased.as(values);
            grown.add(value);
            return grown;
        }
    }

    private enum Join implements Function2<Object, Object, Object> {
        INSTANCE;

        @Override
        public Object call(Object first, Object second) {
            List<Object> grown = Erased.as(first);
            List<Object> more = Erased.as(second);
            grown.addAll(more);
            return grown;
        }
    }
}
