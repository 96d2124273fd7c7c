// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class of arrays that a chunk names. */
final class ArrayClass implements NamedClass {
    private final String component;
    private @Nullable Class<?> now;

    ArrayClass(String component) {
        this.component = component;
    }

    @Override
    public Object read(Decoder in) {
        Class<?> type = now;
        if (type == null) {
            type = in.codecs().find(component, "an array of it was written");
            now = type;
        }
        @Nullable Object[] array = (Object[]) Array.newInstance(type, in.readCount(1));
        for (int i = 0; i < array.length; i++) {
            array[i] = in.read();
        }
        return array;
    }

    @Override
    public Object readPlain(Decoder in) {
        int count = in.readCount(1);
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(in.readPlain());
        }
        return Collections.unmodifiableList(elements);
    }
}
