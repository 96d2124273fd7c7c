// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

/** Reads a part of an array. */
final class ArrayInput implements Input {
    /** Has no place to keep, so that one serves all. */
    static final Input EMPTY = new ArrayInput(new Object[0], 0, 0);

    private final Object[] records;
    private final int end;
    private int at;

    ArrayInput(Object[] records, int from, int to) {
        this.records = records;
        this.at = from;
        this.end = to;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        Object[] block = records;
        int i = at;
        int stop = max < end - i ? i + max : end;
        for (; i < stop; i++) {
            into.push(block[i]);
        }
        at = stop;
        return stop < end;
    }

    @Override
    public void close() {}
}
