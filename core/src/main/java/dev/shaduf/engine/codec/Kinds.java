// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds that every version knows. Their numbers are part of the format: none is ever given another meaning. */
final class Kinds {
    private static final List<Kind> ALL = Stream.of(
                    ScalarKinds.all(), TimeKinds.all(), ArrayKinds.all(), HolderKinds.all(), CollectionKinds.all())
            .flatMap(List::stream)
            .toList();
    private static final @Nullable Kind[] BY_TAG = new @Nullable Kind[Tag.NAME_SERIALIZABLE];
    private static final Map<Class<?>, Kind> BY_TYPE = new HashMap<>();

    static {
        for (Kind kind : ALL) {
            if (BY_TAG[kind.tag()] != null) {
                throw new ExceptionInInitializerError("two kinds of number " + kind.tag());
            }
            BY_TAG[kind.tag()] = kind;
            kind.types().forEach(type -> BY_TYPE.put(type, kind));
        }
    }

    private Kinds() {}

    static @Nullable Kind byTag(int tag) {
        return tag >= 0 && tag < BY_TAG.length ? BY_TAG[tag] : null;
    }

    static @Nullable Kind byType(Class<?> type) {
        Kind kind = BY_TYPE.get(type);
        return kind == null ? CollectionKinds.unnamed(type) : kind;
    }
}
