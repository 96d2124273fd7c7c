// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.codec.RecordObjectsIn;
import dev.shaduf.engine.codec.RecordObjectsOut;
import dev.shaduf.function.Function0;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A neutral value, of which each combination gets a copy, because functions may change what they are given. What cannot
 * change is not copied.
 *
 * @param shared the value, if it cannot change
 * @param bytes the value serialized, if it can
 */
record ZeroValue(@Nullable Object shared, byte[] bytes) implements Function0<Object> {
    private static final byte[] NO_BYTES = {};

    static ZeroValue of(Object zero, Origin origin) {
        if (zero == null) {
            throw new NullPointerException(origin + " was given null as its neutral value");
        }
        if (unchanging(zero)) {
            return new ZeroValue(zero, NO_BYTES);
        }
        return new ZeroValue(null, serialized(zero, origin));
    }

    @Override
    public Object call() throws IOException, ClassNotFoundException {
        if (shared != null) {
            return shared;
        }
        try (ObjectInputStream in = new RecordObjectsIn(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static boolean unchanging(Object zero) {
        boolean boxed = zero instanceof Number && zero.getClass().getName().startsWith("java.lang.");
        return boxed
                || zero instanceof String
                || zero instanceof Boolean
                || zero instanceof Character
                || zero instanceof Enum<?>;
    }

    private static byte[] serialized(Object zero, Origin origin) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new RecordObjectsOut(bytes)) {
            out.writeObject(zero);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the neutral value of " + origin + ", a " + zero.getClass().getName()
                            + ", cannot be copied for each combination: " + e + "; have it implement"
                            + " java.io.Serializable, or use combineByKey or mapPartitions",
                    e);
        }
        return bytes.toByteArray();
    }
}
