// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A record class of the program: how its values are taken apart and made. */
final class RecordForm implements Form {
    private final Class<?> type;
    private final List<Component> components = new ArrayList<>();
    private final MethodHandle[] accessors;
    /** What the first letter of each component's type is, {@code L} for references. */
    private final char[] kinds;

    private final @Nullable Object[] defaults;
    private final MethodHandle constructor;
    private final boolean immutable;

    RecordForm(Class<?> type) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        accessors = new MethodHandle[declared.length];
        kinds = new char[declared.length];
        defaults = new @Nullable Object[declared.length];
        immutable = Arrays.stream(declared).allMatch(component -> isImmutable(component.getType()));
        try {
            for (int i = 0; i < declared.length; i++) {
                open(i, declared[i]);
            }
            constructor = constructor(type, declared);
        } catch (IllegalAccessException | NoSuchMethodException | RuntimeException e) {
            throw new CodecException(
                    "record " + type.getName()
                            + " is not accessible to the codecs of state; open its package to dev.shaduf, or"
                            + " register a StateCodec",
                    e);
        }
    }

    private void open(int i, RecordComponent component) throws IllegalAccessException {
        Class<?> of = component.getType();
        components.add(Component.of(component.getName(), of, component.getGenericType()));
        kinds[i] = of.isPrimitive() ? of.descriptorString().charAt(0) : 'L';
        component.getAccessor().setAccessible(true);
        Class<?> read = of.isPrimitive() ? of : Object.class;
        accessors[i] = MethodHandles.lookup()
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(read, Object.class));
        defaults[i] = defaultOf(of);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] declared)
            throws NoSuchMethodException, IllegalAccessException {
        Class<?>[] parameters =
                Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> canonical = type.getDeclaredConstructor(parameters);
        canonical.setAccessible(true);
        return MethodHandles.lookup()
                .unreflectConstructor(canonical)
                .asType(MethodType.genericMethodType(parameters.length))
                .asSpreader(Object[].class, parameters.length);
    }

    private static boolean isImmutable(Class<?> type) {
        Kind kind = Modifier.isFinal(type.getModifiers()) ? Kinds.byType(type) : null;
        return type.isPrimitive()
                || type.isEnum()
                || type == String.class
                || type == Long.class
                || type == Integer.class
                || (kind != null && kind.isImmutable());
    }

    /** Returns what a component has whose value nobody wrote. */
    private static @Nullable Object defaultOf(Class<?> type) {
        if (type.isPrimitive()) {
            return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
        }
        return type == Optional.class
                ? Optional.empty()
                : type == OptionalInt.class
                        ? OptionalInt.empty()
                        : type == OptionalLong.class
                                ? OptionalLong.empty()
                                : type == OptionalDouble.class ? OptionalDouble.empty() : null;
    }

    /** Whether no component is of a type whose values can be changed. */
    boolean isImmutable() {
        return immutable;
    }

    List<Component> components() {
        return components;
    }

    @Nullable
    Object[] defaults() {
        return defaults.clone();
    }

    Object make(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (VirtualMachineError e) {
            throw e; // says nothing about the values
            // checkstyle: allow CatchThrowable, because a user's constructor may throw errors too
        } catch (Throwable e) {
            throw new CodecException(
                    "record " + type.getName() + " was read, and its constructor refused the values: " + e
                            + "; have it accept what was written, and nothing (null, 0, Optional.empty) for components"
                            + " added since",
                    e);
        }
    }

    @Override
    public Form name(Encoder out) {
        out.writeByte(Tag.NAME_RECORD);
        Texts.write(type.getName(), out);
        out.writeUnsigned(components.size());
        components.forEach(component -> component.write(out));
        return this;
    }

    @Override
    public void write(Object value, Encoder out) {
        try {
            for (int i = 0; i < kinds.length; i++) {
                write(accessors[i], kinds[i], value, out);
            }
        } catch (RuntimeException | Error e) {
            throw e;
            // checkstyle: allow CatchThrowable, because a method handle declares it
        } catch (Throwable e) {
            throw new CodecException("an accessor of record " + type.getName() + " failed: " + e, e);
        }
    }

    private static void write(MethodHandle accessor, char kind, Object record, Encoder out) throws Throwable {
        switch (kind) {
            case 'L' -> out.write((Object) accessor.invokeExact(record));
            case 'J' -> out.writeLong((long) accessor.invokeExact(record));
            case 'I' -> out.writeLong((int) accessor.invokeExact(record));
            case 'D' -> ScalarKinds.writeDouble((double) accessor.invokeExact(record), out);
            case 'Z' -> out.writeByte((boolean) accessor.invokeExact(record) ? 1 : 0);
            case 'F' -> ScalarKinds.writeFloat((float) accessor.invokeExact(record), out);
            case 'S' -> out.writeLong((short) accessor.invokeExact(record));
            case 'B' -> out.writeByte((byte) accessor.invokeExact(record));
            default -> out.writeUnsigned((char) accessor.invokeExact(record));
        }
    }
}
