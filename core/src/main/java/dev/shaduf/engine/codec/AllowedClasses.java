// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What may be in a value that Java serialization reads: values of the JDK, enums, the value's own class, the classes that its fields
 * declare and so on from there, and those that the program allows. A class on the class path that the program's state has
 * nothing to do with is not made, whoever wrote the bytes.
 */
final class AllowedClasses {
    private static final int LARGEST_ARRAY = 1 << 16;
    private static final int ENTRY_BYTES = 16;
    private static final Set<String> PACKAGES = Set.of(
            "java.math",
            "java.time",
            "java.time.chrono",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks"); // in maps and queues that many threads share
    private static final Set<String> CLASSES = Set.of(
            "java.lang.Object",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Record",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.String$CaseInsensitiveComparator",
            "java.lang.StringBuilder",
            "java.net.URI",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.util.regex.Pattern");

    private final Set<Class<?>> declared = new HashSet<>();
    private final Class<?> root;
    private final List<String> patterns;

    AllowedClasses(Class<?> root, List<String> patterns) {
        this.root = root;
        this.patterns = patterns;
        if (!isOfJdk(root)) {
            declare(root);
        }
    }

    /** Refuses a class that may not be in a value. */
    void check(Class<?> type) {
        if (!allows(type)) {
            throw new CodecException("a value of " + root.getName() + " holds one of " + type.getTypeName()
                    + ", which its fields do not declare; Java serialization does not read such classes unless"
                    + " shaduf.state.serializable.allow names them: add " + type.getTypeName()
                    + ", make the value a record, or register a StateCodec");
        }
    }

    /** Makes a filter for a value of so many bytes. */
    ObjectInputFilter filter(int bytes) {
        return info -> {
            Class<?> type = info.serialClass();
            if (info.arrayLength() > LARGEST_ARRAY + (long) bytes * ENTRY_BYTES) {
                return ObjectInputFilter.Status.REJECTED;
            }
            if (type == null) {
                return ObjectInputFilter.Status.UNDECIDED;
            }
            check(type);
            return ObjectInputFilter.Status.ALLOWED;
        };
    }

    private boolean allows(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.isPrimitive() || element.isEnum() || declared.contains(element)) {
            return true;
        }
        return isNamed(element.getName()) || (isOfJdk(element) ? isPlain(element) : isEnumConstant(element));
    }

    private static boolean isPlain(Class<?> ofJdk) {
        return CLASSES.contains(ofJdk.getName()) || PACKAGES.contains(ofJdk.getPackageName());
    }

    private boolean isNamed(String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.endsWith(".**")) {
            return name.startsWith(pattern.substring(0, pattern.length() - 2));
        }
        if (pattern.endsWith(".*")) {
            return name.lastIndexOf('.') == pattern.length() - 2
                    && name.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.equals(name);
    }

    private static boolean isEnumConstant(Class<?> type) {
        return type.getSuperclass() != null && type.getSuperclass().isEnum();
    }

    private static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    private void declare(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (isOfJdk(element) || !Serializable.class.isAssignableFrom(element) || !declared.add(element)) {
            return;
        }
        if (element.getSuperclass() != null) {
            declare(element.getSuperclass());
        }
        if (element.isSealed()) {
            List.of(element.getPermittedSubclasses()).forEach(this::declare);
        }
        for (Field field : element.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                declare(field.getGenericType());
            }
        }
    }

    private void declare(Type type) {
        if (type instanceof Class<?> named) {
            declare(named);
        } else if (type instanceof ParameterizedType parameterized) {
            declare(parameterized.getRawType());
            List.of(parameterized.getActualTypeArguments()).forEach(this::declare);
        } else if (type instanceof GenericArrayType array) {
            declare(array.getGenericComponentType());
        }
    }
}
