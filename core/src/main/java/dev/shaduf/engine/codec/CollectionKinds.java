// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collections of the JDK. One of a class that can be named comes back as that class; one that cannot be changed as one that
 * cannot, in the same order; a view (a sublist, {@code Arrays.asList}) as an {@code ArrayList}.
 */
final class CollectionKinds {
    private static final int LARGEST_AT_ONCE = 1 << 16;

    private static final Kind LIST = Kind.of(
            44,
            List.class,
            CollectionKinds::write,
            (in, plain) -> unmodifiable(readInto(new ArrayList<>(), in, plain)));
    private static final Kind ARRAY_LIST = collection(45, ArrayList.class, ArrayList::new);
    private static final Kind SET = Kind.of(
            48,
            Set.class,
            CollectionKinds::write,
            (in, plain) -> Collections.unmodifiableSet(readInto(new LinkedHashSet<>(), in, plain)));
    private static final Kind MAP = Kind.of(
            52,
            Map.class,
            CollectionKinds::write,
            (in, plain) -> Collections.unmodifiableMap(readInto(new LinkedHashMap<>(), in, plain)));

    private CollectionKinds() {}

    static List<Kind> all() {
        return List.of(
                LIST,
                ARRAY_LIST,
                collection(46, LinkedList.class, () -> new LinkedList<>()),
                collection(47, ArrayDeque.class, ArrayDeque::new),
                SET,
                collection(49, HashSet.class, () -> new HashSet<>()),
                collection(50, LinkedHashSet.class, () -> new LinkedHashSet<>()),
                Kind.of(51, TreeSet.class, CollectionKinds::writeSorted, CollectionKinds::readSortedSet),
                MAP,
                map(53, HashMap.class, HashMap::new),
                map(54, LinkedHashMap.class, LinkedHashMap::new),
                Kind.of(55, TreeMap.class, CollectionKinds::writeSorted, CollectionKinds::readSortedMap),
                map(56, ConcurrentHashMap.class, ConcurrentHashMap::new));
    }

    /** Returns the kind of a class that only the JDK can name. */
    static @Nullable Kind unnamed(Class<?> type) {
        String name = type.getName();
        boolean fixed = name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.startsWith("java.util.Collections$Unmodifiable");
        if (name.contains("Sorted") || name.contains("Navigable")) {
            return null;
        }
        if (List.class.isAssignableFrom(type)) {
            boolean view = name.equals("java.util.Arrays$ArrayList") || name.startsWith("java.util.ArrayList$SubList");
            return fixed ? LIST : view ? ARRAY_LIST : null;
        }
        if (Set.class.isAssignableFrom(type)) {
            return fixed ? SET : null;
        }
        return fixed && Map.class.isAssignableFrom(type) ? MAP : null;
    }

    private static <T extends Collection<?>> Kind collection(
            int tag, Class<T> type, Supplier<? extends Collection<Object>> maker) {
        return Kind.of(tag, type, (value, out) -> write(value, out), (in, plain) -> readInto(maker.get(), in, plain));
    }

    private static <T extends Map<?, ?>> Kind map(
            int tag, Class<T> type, Supplier<? extends Map<Object, Object>> maker) {
        return Kind.of(tag, type, (value, out) -> write(value, out), (in, plain) -> readInto(maker.get(), in, plain));
    }

    private static void write(Collection<?> values, Encoder out) {
        Object[] elements = values.toArray();
        out.writeUnsigned(elements.length);
        for (Object element : elements) {
            out.write(element);
        }
    }

    private static void write(Map<?, ?> map, Encoder out) {
        out.writeUnsigned(map.size());
        int count = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.write(entry.getKey());
            out.write(entry.getValue());
            count++;
        }
        if (count != map.size()) {
            throw new CodecException(
                    "a map was changed while it was written; do not change a value after it was given away");
        }
    }

    private static <C extends Collection<Object>> C readInto(C values, Decoder in, boolean plain) {
        int count = in.readCount(1);
        if (values instanceof ArrayList<?> list) {
            list.ensureCapacity(Math.min(count, LARGEST_AT_ONCE));
        }
        for (int i = 0; i < count; i++) {
            values.add(in.read(plain));
        }
        return values;
    }

    private static <M extends Map<Object, Object>> M readInto(M map, Decoder in, boolean plain) {
        int count = in.readCount(2);
        for (int i = 0; i < count; i++) {
            map.put(in.read(plain), in.read(plain));
        }
        return map;
    }

    private static List<Object> unmodifiable(List<Object> values) {
        return values.contains(null) ? Collections.unmodifiableList(values) : List.copyOf(values);
    }

    private static void writeSorted(TreeSet<?> set, Encoder out) {
        out.write(set.comparator());
        write(set, out);
    }

    private static void writeSorted(TreeMap<?, ?> map, Encoder out) {
        out.write(map.comparator());
        write(map, out);
    }

    @SuppressWarnings("unchecked")
    private static Object readSortedSet(Decoder in, boolean plain) {
        Object order = in.read(plain);
        return plain
                ? readInto(new LinkedHashSet<>(), in, true)
                : readInto(new TreeSet<>((Comparator<Object>) order), in, false);
    }

    @SuppressWarnings("unchecked")
    private static Object readSortedMap(Decoder in, boolean plain) {
        Object order = in.read(plain);
        return plain
                ? readInto(new LinkedHashMap<>(), in, true)
                : readInto(new TreeMap<>((Comparator<Object>) order), in, false);
    }
}
