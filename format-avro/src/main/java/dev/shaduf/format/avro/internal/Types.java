// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;

/** What the types of components are made of. */
final class Types {
    private Types() {}

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> found) {
            return found;
        }
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        return type instanceof WildcardType wildcard ? raw(wildcard.getUpperBounds()[0]) : Object.class;
    }

    /** Returns a type argument, or Object where there is none. */
    static Type argument(Type type, int number) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[number]
                : Object.class;
    }
}
