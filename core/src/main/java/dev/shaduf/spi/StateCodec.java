// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * How values of one class are kept in a checkpoint, where the ways that the library knows (records, enums, collections,
 * {@code Serializable}) do not fit. Registered with {@code StreamingContext.stateCodec}. Used by many threads at a time; on a
 * cluster it is serialized and sent to the executors.
 *
 * <p>A codec that changes what it writes raises its {@link #version} and goes on reading what older versions wrote:
 * <!-- program: examples/src/main/java/dev/shaduf/examples/state/SketchCodec.java -->
 * <pre>{@code
 * public final class SketchCodec implements StateCodec<Sketch> {
 *     @Override
 *     public Class<Sketch> type() {
 *         return Sketch.class;
 *     }
 *
 *     @Override
 *     public int version() {
 *         return 2;
 *     }
 *
 *     @Override
 *     public void write(Sketch sketch, DataOutput out) throws IOException {
 *         out.writeDouble(sketch.error());
 *         out.writeLong(sketch.count());
 *     }
 *
 *     @Override
 *     public Sketch read(DataInput in, int version) throws IOException {
 *         return new Sketch(version == 1 ? 0.01 : in.readDouble(), in.readLong());
 *     }
 * }
 * }</pre>
 *
 * @param <T> the class
 */
public interface StateCodec<T> extends Serializable {
    /**
     * Returns the class whose values it writes: those whose {@code getClass()} it is, not those of subclasses.
     *
     * @return the class; its name is what a checkpoint knows the codec by
     */
    Class<T> type();

    /**
     * Returns the version of what {@link #write} writes.
     *
     * @return the version, at least 1
     */
    default int version() {
        return 1;
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @param out takes it; how long it is need not be written
     * @throws IOException if the value cannot be written
     */
    void write(T value, DataOutput out) throws IOException;

    /**
     * Reads a value.
     *
     * @param in what was written for the value, and nothing after it
     * @param version the version of the codec that wrote it
     * @return the value, equal to the one written
     * @throws IOException if the bytes, or their version, cannot be read
     */
    T read(DataInput in, int version) throws IOException;
}
