// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Iterator;

/** Reads an iterator, which is not asked for more than is wanted. */
final class IteratorInput implements Input {
    private final Iterator<?> records;

    IteratorInput(Iterator<?> records) {
        this.records = records;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        for (int i = 0; i < max; i++) {
            if (!records.hasNext()) {
                return false;
            }
            into.push(records.next());
        }
        return true;
    }

    @Override
    public void close() throws Exception {
        if (records instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
