// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import dev.shaduf.function.Tuple2;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How keys of one class are hashed; found once per class. */
@FunctionalInterface
interface HashKind {
    /**
     * Hashes a key of this kind.
     *
     * @param key the key
     * @return the hash, not yet spread
     */
    int hash(Object key);

    /** Chooses the kind of a class. */
    static HashKind of(Class<?> type) {
        if (type == Tuple2.class) {
            return key -> 31 * PortableHash.of(((Tuple2<?, ?>) key)._1()) + PortableHash.of(((Tuple2<?, ?>) key)._2());
        }
        if (Enum.class.isAssignableFrom(type)) {
            return key -> ((Enum<?>) key).name().hashCode();
        }
        if (type.isRecord()) {
            return hasOwnEquality(type) ? Object::hashCode : ofRecord(type);
        }
        if (Optional.class == type) {
            return key -> PortableHash.of(((Optional<?>) key).orElse(null));
        }
        return ofContainer(type);
    }

    private static HashKind ofContainer(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return key -> inOrder((List<?>) key);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return key -> {
                identityRefused(key.getClass());
                return anyOrder((Collection<?>) key);
            };
        }
        if (Map.class.isAssignableFrom(type)) {
            return key -> anyOrder(((Map<?, ?>) key).entrySet());
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return key -> PortableHash.of(((Map.Entry<?, ?>) key).getKey())
                    ^ Integer.rotateLeft(PortableHash.of(((Map.Entry<?, ?>) key).getValue()), 1);
        }
        identityRefused(type);
        return Object::hashCode;
    }

    private static int inOrder(List<?> list) {
        int hash = 1;
        for (Object element : list) {
            hash = 31 * hash + PortableHash.of(element);
        }
        return hash;
    }

    private static int anyOrder(Collection<?> elements) {
        int hash = 0;
        for (Object element : elements) {
            hash += PortableHash.of(element);
        }
        return hash;
    }

    /**
     * Tells whether the program says itself when records of a class are equal, by which their components may differ. The methods
     * that compilers add to a record are final, which hardly anybody writes.
     */
    private static boolean hasOwnEquality(Class<?> type) {
        try {
            return !Modifier.isFinal(type.getMethod("equals", Object.class).getModifiers())
                    && !Modifier.isFinal(type.getMethod("hashCode").getModifiers());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type.getName() + " has no equals or hashCode, which every class has", e);
        }
    }

    private static HashKind ofRecord(Class<?> type) {
        List<MethodHandle> accessors = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            accessors.add(accessor(type, component));
        }
        return key -> {
            int hash = 1;
            for (MethodHandle accessor : accessors) {
                hash = 31 * hash + PortableHash.of(read(accessor, key));
            }
            return hash;
        };
    }

    private static MethodHandle accessor(Class<?> type, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "a key of record " + type.getName() + " cannot be hashed: component " + component.getName()
                            + " is not accessible; open its package to dev.shaduf",
                    e);
        }
    }

    private static Object read(MethodHandle accessor, Object key) {
        try {
            return accessor.invokeExact(key);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException(
                    "a component of key " + key.getClass().getName() + " cannot be read", e);
        }
    }

    private static void identityRefused(Class<?> type) {
        boolean byContent;
        try {
            byContent = !type.isArray() && type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            byContent = false;
        }
        if (!byContent) {
            throw new IllegalArgumentException("a key of class " + type.getTypeName()
                    + " hashes by identity, so equal keys would land in different partitions; use a string, a boxed"
                    + " number, an enum, a record, a list of those, or a class with its own equals and hashCode");
        }
    }
}
