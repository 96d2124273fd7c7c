// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Stage;
import java.util.ArrayList;
import java.util.List;

/** Reads a block to its end. */
public final class Collected {
    private Collected() {}

    public static List<Object> of(BlockStore store, BlockId id) throws Exception {
        try (Input input = store.open(id)) {
            return of(input, Input.BLOCK);
        }
    }

    static List<Object> of(Input input, int step) throws Exception {
        List<Object> records = new ArrayList<>();
        Stage stage = new Stage() {
            @Override
            public void push(Object record) {
                records.add(record);
            }

            @Override
            public boolean satisfied() {
                return false;
            }

            @Override
            public void finish() {}
        };
        boolean more = true;
        while (more) {
            int before = records.size();
            more = input.advance(stage, step);
            if (records.size() - before > step) {
                throw new AssertionError("pushed more than asked for: " + (records.size() - before));
            }
        }
        return records;
    }
}
