// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes records by Java serialization. The missing sides of outer joins are {@link Optional}s, which the JDK does not let be serialized;
 * here they are written like anything else. {@link RecordObjectsIn} reads what this wrote.
 */
public final class RecordObjectsOut extends ObjectOutputStream {
    /** Stands for an {@link Optional}, and is one again when it is read. */
    private record Maybe(@Nullable Object value) implements Serializable {
        private Object readResolve() {
            return Optional.ofNullable(value);
        }
    }

    /**
     * Begins to write.
     *
     * @param out where to
     * @throws IOException if that cannot be written to
     */
    public RecordObjectsOut(OutputStream out) throws IOException {
        super(out);
        enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
        return object instanceof Optional<?> maybe ? new Maybe(maybe.orElse(null)) : object;
    }
}
