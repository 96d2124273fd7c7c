// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record as a chunk names it. Primitives are written bare, everything else with its tag.
 *
 * @param name its name
 * @param type the name of its erased type
 * @param generic its type with its arguments, where those are classes; else empty
 */
record Component(String name, String type, String generic) {
    static Component of(String name, Class<?> type, Type generic) {
        return new Component(name, type.getName(), isConcrete(generic) ? generic.getTypeName() : "");
    }

    static Component read(Decoder in) {
        return new Component(in.text(), in.text(), in.text());
    }

    void write(Encoder out) {
        Texts.write(name, out);
        Texts.write(type, out);
        Texts.write(generic, out);
    }

    /** Returns it as it would be named now, when classes have been renamed since. */
    Component now(Codecs codecs) {
        return new Component(name, codecs.typeNow(type), codecs.typeNow(generic));
    }

    /** Whether what was written for this component can be given to another of the same name. */
    boolean fits(Component now) {
        return type.equals(now.type) && (generic.isEmpty() || now.generic.isEmpty() || generic.equals(now.generic));
    }

    /** Returns the type as an error shows it. */
    String shown() {
        return generic.isEmpty() ? type : generic;
    }

    private static boolean isConcrete(Type type) {
        return type instanceof ParameterizedType parameterized
                && Arrays.stream(parameterized.getActualTypeArguments())
                        .allMatch(argument -> argument instanceof Class<?> || isConcrete(argument));
    }

    /** Reads a value as it is written for a type. */
    static @Nullable Object read(String type, Decoder in, boolean plain) {
        return switch (type) {
            case "long" -> in.readLong();
            case "int" -> in.readInt();
            case "double" -> ScalarKinds.readDouble(in);
            case "boolean" -> in.readByte() != 0;
            case "float" -> ScalarKinds.readFloat(in);
            case "short" -> (short) in.readInt();
            case "byte" -> (byte) in.readByte();
            case "char" -> (char) in.readUnsigned();
            default -> in.read(plain);
        };
    }
}
