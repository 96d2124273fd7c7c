// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import dev.shaduf.function.Tuple2;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of records, by column. */
final class Columns {
    private static final String WHOLE = "value";
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            List<Method> accessors = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                accessors.add(accessor);
            }
            return accessors;
        }
    };

    private Columns() {}

    static Map<String, @Nullable Object> of(@Nullable Object record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (record instanceof Tuple2<?, ?> pair) {
            values.put("_1", pair._1());
            values.put("_2", pair._2());
        } else if (record instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
        } else if (record instanceof Record components) {
            for (Method accessor : ACCESSORS.get(components.getClass())) {
                values.put(accessor.getName(), call(accessor, components));
            }
        } else {
            values.put(WHOLE, record);
        }
        return values;
    }

    private static @Nullable Object call(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor + " of a record", e);
        }
    }
}
