// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** A block of records that Spark keeps for us. Wherever it leaves the heap it is written as our records are, not as Spark writes objects. */
final class Kept implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient Object[] records;

    Kept(Object[] records) {
        this.records = records;
    }

    Object[] records() {
        return records;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        byte[] bytes = Wire.write(records, 0, records.length);
        out.writeInt(records.length);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        int count = in.readInt();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        records = Wire.read(bytes, count);
    }
}
