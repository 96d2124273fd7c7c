// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.rdd.Broadcast;

/** A value that Spark brings to its executors. */
final class SparkBroadcast<T> implements Broadcast<T> {
    private static final long serialVersionUID = 1L;

    private final org.apache.spark.broadcast.Broadcast<T> sent;

    SparkBroadcast(org.apache.spark.broadcast.Broadcast<T> sent) {
        this.sent = sent;
    }

    @Override
    public T value() {
        if (!sent.isValid()) {
            throw new IllegalStateException("a broadcast variable was read after it had been destroyed");
        }
        return sent.value();
    }

    @Override
    public void destroy() {
        if (sent.isValid()) {
            sent.destroy();
        }
    }
}
