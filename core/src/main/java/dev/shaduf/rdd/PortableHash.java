// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.rdd;

import org.jspecify.annotations.Nullable;

/**
 * A hash that is the same in every JVM, for equal keys: boxed primitives, strings, enums by name, records, pairs,
 * lists, sets, maps and optionals by content, other types by their own {@code hashCode} when they have one, and so records
 * with {@code equals} and {@code hashCode} of their own. Arrays and types that inherit {@code Object.hashCode} hash by identity and are refused.
 */
public final class PortableHash {
    private static final ClassValue<HashKind> KINDS = new ClassValue<>() {
        @Override
        protected HashKind computeValue(Class<?> type) {
            return HashKind.of(type);
        }
    };

    private PortableHash() {}

    /**
     * Hashes a key.
     *
     * @param key the key; {@code null} hashes to 0
     * @return the hash, its bits well mixed
     * @throws IllegalArgumentException if the key, or something in it, has no hash by content
     */
    public static int of(@Nullable Object key) {
        if (key instanceof String || key instanceof Integer || key instanceof Long) {
            return spread(key.hashCode());
        }
        return key == null ? 0 : spread(KINDS.get(key.getClass()).hash(key));
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }
}
