// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * A version of a table as plans refer to it. How it can be made is said when it is sent to executors: plans that are kept are
 * sent again when the base of the table has long moved.
 */
final class WantedVersion implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient Supplier<TableVersion> found;

    WantedVersion(Supplier<TableVersion> found) {
        this.found = found;
    }

    TableVersion get() {
        return found.get();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeObject(found.get());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        TableVersion sent = (TableVersion) in.readObject();
        found = () -> sent;
    }
}
