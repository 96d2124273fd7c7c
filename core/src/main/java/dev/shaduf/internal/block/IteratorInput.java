// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import java.util.Iterator;

/** The records that an iterator yields. */
final class IteratorInput implements Input {
    private final Iterator<?> records;

    IteratorInput(Iterator<?> records) {
        this.records = records;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        int left = max;
        while (left > 0 && records.hasNext()) {
            into.push(records.next());
            left--;
        }
        return left == 0;
    }

    @Override
    public void close() throws Exception {
        if (records instanceof AutoCloseable open) {
            open.close();
        }
    }
}
