// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.state;

import dev.shaduf.spi.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Keeps sketches in a checkpoint; version 1 had no error. */
// tag::program[]
public final class SketchCodec implements StateCodec<Sketch> {
    @Override
    public Class<Sketch> type() {
        return Sketch.class;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Sketch sketch, DataOutput out) throws IOException {
        out.writeDouble(sketch.error());
        out.writeLong(sketch.count());
    }

    @Override
    public Sketch read(DataInput in, int version) throws IOException {
        return new Sketch(version == 1 ? 0.01 : in.readDouble(), in.readLong());
    }
}
// end::program[]
