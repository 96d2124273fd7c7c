// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.function.Tuple2;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of records of the Java kind, by name. */
final class Fields {
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> accessors = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                accessors.put(component.getName(), accessor);
            }
            return accessors;
        }
    };

    private Fields() {}

    /** Returns the components of a record, in order; a pair has {@code _1} and {@code _2}. */
    static Map<String, @Nullable Object> of(Record record) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (record instanceof Tuple2<?, ?> pair) {
            values.put("_1", pair._1());
            values.put("_2", pair._2());
            return values;
        }
        for (Map.Entry<String, Method> accessor :
                ACCESSORS.get(record.getClass()).entrySet()) {
            values.put(accessor.getKey(), call(accessor.getValue(), record));
        }
        return values;
    }

    /** Returns the elements of an array of any kind, in order. */
    static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private static @Nullable Object call(Method accessor, Record record) throws IOException {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IOException("cannot read " + accessor + " of a record", e);
        }
    }
}
