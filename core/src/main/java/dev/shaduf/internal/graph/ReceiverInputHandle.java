// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.ReceiverInputDStream;

/** The stream of what a receiver takes in. */
final class ReceiverInputHandle<T> extends InputHandle<T> implements ReceiverInputDStream<T> {
    ReceiverInputHandle(ReceiverStream<T> input) {
        super(input);
    }
}
