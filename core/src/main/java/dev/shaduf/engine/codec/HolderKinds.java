// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.function.Tuple2;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Pairs and optional values. */
final class HolderKinds {
    private HolderKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.of(38, Tuple2.class, HolderKinds::writePair, HolderKinds::readPair),
                Kind.of(39, Optional.class, HolderKinds::writeOptional, HolderKinds::readOptional),
                Kind.of(40, OptionalInt.class, HolderKinds::writeInt, (in, plain) -> readInt(in)),
                Kind.of(41, OptionalLong.class, HolderKinds::writeLong, (in, plain) -> readLong(in)),
                Kind.of(42, OptionalDouble.class, HolderKinds::writeDouble, (in, plain) -> readDouble(in)),
                Kind.of(43, Map.Entry.class, HolderKinds::writeEntry, HolderKinds::readEntry)
                        .and(List.of(
                                SimpleImmutableEntry.class, Map.entry("", "").getClass())));
    }

    private static void writePair(Tuple2<?, ?> pair, Encoder out) {
        out.write(pair._1());
        out.write(pair._2());
    }

    @SuppressWarnings("NullAway") // A pair may hold nothing.
    private static Object readPair(Decoder in, boolean plain) {
        return new Tuple2<>(in.read(plain), in.read(plain));
    }

    private static void writeOptional(Optional<?> value, Encoder out) {
        out.write(value.orElse(null));
    }

    private static Object readOptional(Decoder in, boolean plain) {
        return Optional.ofNullable(in.read(plain));
    }

    private static void writeInt(OptionalInt value, Encoder out) {
        out.writeByte(value.isPresent() ? 1 : 0);
        value.ifPresent(out::writeLong);
    }

    private static OptionalInt readInt(Decoder in) {
        return in.readByte() == 0 ? OptionalInt.empty() : OptionalInt.of(in.readInt());
    }

    private static void writeLong(OptionalLong value, Encoder out) {
        out.writeByte(value.isPresent() ? 1 : 0);
        value.ifPresent(out::writeLong);
    }

    private static OptionalLong readLong(Decoder in) {
        return in.readByte() == 0 ? OptionalLong.empty() : OptionalLong.of(in.readLong());
    }

    private static void writeDouble(OptionalDouble value, Encoder out) {
        out.writeByte(value.isPresent() ? 1 : 0);
        value.ifPresent(number -> ScalarKinds.writeDouble(number, out));
    }

    private static OptionalDouble readDouble(Decoder in) {
        return in.readByte() == 0 ? OptionalDouble.empty() : OptionalDouble.of(ScalarKinds.readDouble(in));
    }

    private static void writeEntry(Map.Entry<?, ?> entry, Encoder out) {
        out.write(entry.getKey());
        out.write(entry.getValue());
    }

    private static Object readEntry(Decoder in, boolean plain) {
        return new SimpleImmutableEntry<>(in.read(plain), in.read(plain));
    }
}
