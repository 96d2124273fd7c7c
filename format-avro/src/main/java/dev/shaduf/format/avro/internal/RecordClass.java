// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class, and its constructor.
 *
 * @param constructor takes all components
 * @param components in order
 */
record RecordClass(Constructor<?> constructor, List<Component> components) {
    private static final ClassValue<RecordClass> ALL = new ClassValue<>() {
        @Override
        protected RecordClass computeValue(Class<?> type) {
            return inspect(type);
        }
    };

    /** A component. */
    record Component(String name, Type type, Method accessor) {}

    static RecordClass of(Class<?> type) {
        return ALL.get(type);
    }

    private static RecordClass inspect(Class<?> type) {
        RecordComponent[] found = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(found).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Component> components = new ArrayList<>();
        for (RecordComponent each : found) {
            Method accessor = each.getAccessor();
            accessor.setAccessible(true);
            components.add(new Component(each.getName(), each.getGenericType(), accessor));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordClass(constructor, components);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no constructor of its components", e);
        }
    }

    Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new SerializationException(
                    "the constructor of " + constructor.getDeclaringClass().getName() + " refused: " + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static @Nullable Object get(Component component, Object record) {
        try {
            return component.accessor().invoke(record);
        } catch (InvocationTargetException e) {
            throw new SerializationException(
                    "component " + component.name() + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
