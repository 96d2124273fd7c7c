// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file;

import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.file.internal.ObjectFrames;
import dev.shaduf.spi.FileStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one file that a {@link FileSink} wrote in the format {@link FileFormat#OBJECT}, in order. Holds one
 * frame at a time. A file that is cut short or damaged ends in an exception, never in fewer records. Used by one thread.
 *
 * <p>Only classes that the filter allows are made, because a file may have been written by somebody else:
 * <pre>{@code
 * try (var orders = ObjectFileReader.open(file, Order.class, ObjectFileReader.allow(Order.class))) {
 *     orders.forEachRemaining(order -> System.out.println(order));
 * }
 * }</pre>
 *
 * @param <T> the type of the records
 */
public final class ObjectFileReader<T> implements Iterator<T>, Closeable {
    private static final int DEPTH = 100;
    private static final Set<String> PLAIN_PACKAGES = Set.of("java.lang", "java.math", "java.time", "java.util");

    private final ObjectFrames frames;
    private final Class<T> type;
    private @Nullable T next;

    private ObjectFileReader(ObjectFrames frames, Class<T> type) {
        this.frames = frames;
        this.type = type;
    }

    /**
     * Opens a file on any file store.
     *
     * @param file the file
     * @param type the class of the records
     * @param filter decides which classes may be made
     * @param <T> the type of the records
     * @return the reader
     * @throws IOException if the file cannot be read or is none of this format
     */
    public static <T> ObjectFileReader<T> open(URI file, Class<T> type, ObjectInputFilter filter) throws IOException {
        InputStream in = FileStore.of(file).read(file, 0);
        try {
            return new ObjectFileReader<>(new ObjectFrames(file.toString(), in, filter, type.getClassLoader()), type);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Opens a file of this machine.
     *
     * @param file the file
     * @param type the class of the records
     * @param filter decides which classes may be made
     * @param <T> the type of the records
     * @return the reader
     * @throws IOException if the file cannot be read or is none of this format
     */
    public static <T> ObjectFileReader<T> open(Path file, Class<T> type, ObjectInputFilter filter) throws IOException {
        return open(file.toUri(), type, filter);
    }

    /**
     * Makes a filter that allows some classes and plain values: numbers, text, times, collections, tuples, enums of the
     * packages {@code java.lang}, {@code java.math}, {@code java.time} and {@code java.util}, and arrays of all these.
     *
     * @param types further classes allowed, each with those that its fields hold
     * @return the filter; everything else is refused
     */
    public static ObjectInputFilter allow(Class<?>... types) {
        Set<Class<?>> allowed = Set.of(types);
        return info -> {
            Class<?> made = info.serialClass();
            if (info.depth() > DEPTH) {
                return ObjectInputFilter.Status.REJECTED;
            }
            if (made == null) {
                return ObjectInputFilter.Status.UNDECIDED;
            }
            return isAllowed(made, allowed) ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
        };
    }

    private static boolean isAllowed(Class<?> made, Set<Class<?>> allowed) {
        Class<?> element = made;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive()
                || element.equals(Tuple2.class)
                || PLAIN_PACKAGES.contains(element.getPackageName())
                || allowed.contains(element);
    }

    @Override
    public boolean hasNext() {
        try {
            if (next == null && frames.advance()) {
                next = type.cast(frames.record());
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public T next() {
        T result = hasNext() ? next : null;
        if (result == null) {
            throw new NoSuchElementException("no more records");
        }
        next = null;
        return result;
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
