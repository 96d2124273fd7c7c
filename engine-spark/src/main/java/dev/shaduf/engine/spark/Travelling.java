// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Origin;
import dev.shaduf.spi.Sink;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether something that a program gave can go to executors, and if not, what of it cannot. */
final class Travelling {
    private static final int DEEPEST = 50;

    private final Object carried;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Travelling(Object carried) {
        this.carried = carried;
    }

    /** Returns what is wrong, empty for nothing. */
    Optional<String> fault() {
        if (carried instanceof Sink<?> sink && sink.oneJvm()) {
            return Optional.of(
                    "sink " + sink.name() + " works only where all its writers share the JVM that commits, and"
                            + " on a cluster they do not; run the program on local[n], or write to another sink");
        }
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(carried);
            return Optional.empty();
        } catch (NotSerializableException e) {
            String path = culprit(carried, "", 0);
            return Optional.of("it cannot be sent to executors: "
                    + (path == null ? e.getMessage() + " is not serializable" : path)
                    + "; make that Serializable, or have the function make or look up what it needs");
        } catch (IOException | RuntimeException e) {
            return Optional.of("it cannot be sent to executors: writing it failed with " + e);
        }
    }

    /** Returns the way to something that is not serializable, or null where all is. */
    private @Nullable String culprit(@Nullable Object at, String way, int depth) {
        if (at == null || depth > DEEPEST || !seen.add(at)) {
            return null;
        }
        if (!(at instanceof Serializable)) {
            return way + " is a " + at.getClass().getName() + ", which is not Serializable";
        }
        SerializedLambda lambda = lambda(at);
        if (lambda != null) {
            return captured(lambda, way, depth);
        }
        String found = parts(at, way, depth);
        return found != null || way.isEmpty() ? found : inside(at, way);
    }

    private @Nullable String parts(Object at, String way, int depth) {
        if (at.getClass().isArray()) {
            return element(at, way, depth);
        }
        if (at instanceof List<?> list) {
            return element(list.toArray(), way, depth);
        }
        return field(at, origin(at).map(Origin::toString).orElse(way), depth);
    }

    /** Returns the operator that a step of a plan belongs to: it says more than the way there. */
    private static Optional<Origin> origin(Object at) {
        for (RecordComponent part : components(at.getClass())) {
            if (part.getType().equals(Origin.class)) {
                try {
                    Method accessor = part.getAccessor();
                    accessor.setAccessible(true);
                    return Optional.ofNullable((Origin) accessor.invoke(at));
                } catch (ReflectiveOperationException | RuntimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static RecordComponent[] components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components == null ? new RecordComponent[0] : components;
    }

    /** Says what is in an object that writes more than its fields, as collections do. */
    private static @Nullable String inside(Object at, String way) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(at);
            return null;
        } catch (NotSerializableException e) {
            return way + " is a " + at.getClass().getName() + " with a " + e.getMessage()
                    + " in it, which is not Serializable";
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private @Nullable String captured(SerializedLambda lambda, String way, int depth) {
        String body = "the lambda in " + lambda.getCapturingClass().replace('/', '.') + " ("
                + lambda.getImplMethodName() + ")";
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            Object captured = lambda.getCapturedArg(i);
            String found = culprit(captured, joined(way, "captured variable " + (i + 1) + " of " + body), depth + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String element(Object array, String way, int depth) {
        if (array.getClass().getComponentType().isPrimitive()) {
            return null;
        }
        for (int i = 0; i < Array.getLength(array); i++) {
            String found = culprit(Array.get(array, i), joined(way, "element " + i), depth + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String field(Object at, String way, int depth) {
        for (Class<?> type = at.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            ObjectStreamClass form = ObjectStreamClass.lookup(type);
            if (form != null) {
                for (ObjectStreamField field : form.getFields()) {
                    String found = field(at, type, field, way, depth);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable String field(Object at, Class<?> type, ObjectStreamField field, String way, int depth) {
        if (field.isPrimitive()) {
            return null;
        }
        try {
            Field declared = type.getDeclaredField(field.getName());
            declared.setAccessible(true);
            return culprit(
                    declared.get(at), joined(way, "field " + field.getName() + " of " + type.getName()), depth + 1);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Not to be looked into: the message of the serialization itself has to do.
            return null;
        }
    }

    private static String joined(String way, String step) {
        return way.isEmpty() ? step : way + ", " + step;
    }

    private static @Nullable SerializedLambda lambda(Object at) {
        if (!at.getClass().isSynthetic()) {
            return null;
        }
        try {
            Method replace = at.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            return replace.invoke(at) instanceof SerializedLambda lambda ? lambda : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
