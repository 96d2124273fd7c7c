// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The value that a key has since one version, and what it had before: another revision, a bare value, or nothing. */
final class Revision {
    private static final VarHandle PREVIOUS = previousHandle();

    final long time;
    /** {@code null} for removed. Changes only while the version is being made, when nobody reads it. */
    @Nullable
    Object value;

    private volatile @Nullable Object previous;

    Revision(@Nullable Object value, long time, @Nullable Object previous) {
        this.value = value;
        this.time = time;
        PREVIOUS.set(this, previous);
    }

    @Nullable
    Object previous() {
        return previous;
    }

    void previous(@Nullable Object older) {
        PREVIOUS.setRelease(this, older);
    }

    private static VarHandle previousHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Revision.class, "previous", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
