// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps a record class: each component to the column of its name. */
public final class RecordMapping implements RowMapping {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final List<Field> fields = new ArrayList<>();
    private final MethodHandle[] getters;

    /**
     * Maps a record class.
     *
     * @throws IllegalArgumentException if its accessors cannot be called
     */
    public RecordMapping(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        getters = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            fields.add(Field.of(components[i].getName(), components[i].getGenericType()));
            getters[i] = getter(components[i].getAccessor());
        }
    }

    private static MethodHandle getter(Method accessor) {
        try {
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor).asType(GETTER);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "component '" + accessor.getName() + "' of "
                            + accessor.getDeclaringClass().getName() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Object[] values(Object record) throws Exception {
        @Nullable Object[] values = new Object[getters.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = getters[i].invokeExact(record);
            }
            return values;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
