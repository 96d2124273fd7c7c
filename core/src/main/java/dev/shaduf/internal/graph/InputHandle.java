// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.InputDStream;

/** A stream that comes from outside. */
class InputHandle<T> extends DStreamHandle<T> implements InputDStream<T> {
    InputHandle(StreamInput<T> input) {
        super(input);
    }

    @Override
    public final int id() {
        return node().operation().number();
    }
}
