// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An object in the JVM of a test that functions find wherever they run: a copy of this handle made by serialization reaches
 * the same object, also from another JVM of the same machine.
 *
 * <pre>{@code
 * Shared<AtomicInteger> calls = new Shared<>(new AtomicInteger());
 * stream.map(word -> {
 *     calls.call(AtomicInteger::incrementAndGet);
 *     return word;
 * });
 * }</pre>
 *
 * @param <S> the type of the object, which must be safe for use by many threads
 */
public final class Shared<S> implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Handles hold their objects; what no handle in this JVM holds, nobody asks for. */
    private static final Map<UUID, WeakReference<Object>> OBJECTS = new ConcurrentHashMap<>();

    private final UUID id;
    private final int port;
    private final transient @Nullable S object;

    /**
     * What is done with the object; runs in its JVM, and travels there with what it captures.
     *
     * @param <S> the type of the object
     * @param <R> the type of the result
     */
    @FunctionalInterface
    public interface Use<S, R> extends Serializable {
        /**
         * Uses the object.
         *
         * @param object the object
         * @return a result, serializable or null
         * @throws Exception passed on to the caller
         */
        @Nullable
        R of(S object) throws Exception;
    }

    /**
     * Shares an object, for as long as this JVM holds this handle or a copy of it: a stream does that for what its functions use.
     *
     * @param object the object
     */
    public Shared(S object) {
        this(UUID.randomUUID(), 0, object);
        OBJECTS.values().removeIf(left -> left.get() == null);
        OBJECTS.put(id, new WeakReference<>(object));
    }

    private Shared(UUID id, int port, @Nullable S object) {
        this.id = id;
        this.port = port;
        this.object = object;
    }

    /**
     * Uses the object in its JVM.
     *
     * @param use what to do with it
     * @param <R> the type of the result
     * @return the result
     * @throws Exception what the use throws, or an {@code IOException} if the object's JVM cannot be reached
     */
    @SuppressWarnings("unchecked") // What the use returned in the other JVM.
    public <R> @Nullable R call(Use<? super S, R> use) throws Exception {
        S here = object;
        return here == null ? (R) SharedCalls.call(port, id, use) : use.of(here);
    }

    /** Returns the object itself, in its JVM alone. */
    Optional<S> here() {
        return Optional.ofNullable(object);
    }

    private Object writeReplace() throws IOException {
        return new Copy<S>(object == null ? port : SharedServer.port(), id);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a copy takes its place");
    }

    /** Runs a use that has come from another JVM. */
    @SuppressWarnings("unchecked") // The handle that sent it has the object's type.
    static @Nullable Object run(UUID id, Use<?, ?> use) throws Exception {
        Object object = known(id);
        if (object == null) {
            throw new IllegalStateException("nothing is shared here as " + id);
        }
        return ((Use<Object, Object>) use).of(object);
    }

    private static @Nullable Object known(UUID id) {
        WeakReference<Object> object = OBJECTS.get(id);
        return object == null ? null : object.get();
    }

    /** The serialized form: ids are unique, so that only the JVM that shared the object knows it. */
    private record Copy<S>(int port, UUID id) implements Serializable {
        @SuppressWarnings("unchecked") // The object was put there as an S.
        private Object readResolve() {
            return new Shared<>(id, port, (S) known(id));
        }
    }
}
