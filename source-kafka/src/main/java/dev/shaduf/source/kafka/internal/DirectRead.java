// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import org.jspecify.annotations.Nullable;

/** Reads a split from Kafka by a consumer of its own. */
final class DirectRead implements Blocks {
    private final JvmResources resources;
    private final SplitConsumer consumer;
    private boolean failed = true;
    private boolean closed;

    private DirectRead(JvmResources resources, SplitConsumer consumer) {
        this.resources = resources;
        this.consumer = consumer;
    }

    /** Begins; what the task has waited already counts towards the time that it may. */
    static DirectRead begin(Plan plan, KafkaSplit split, long from, long waitedNanos) throws Exception {
        JvmResources resources = JvmResources.of(plan.id());
        DirectRead read = new DirectRead(resources, resources.consumer(plan, split.isolation()));
        try {
            read.consumer.begin(split, from, waitedNanos);
            read.failed = false;
            return read;
        } finally {
            if (read.failed) {
                read.close();
            }
        }
    }

    @Override
    public @Nullable Block next() throws Exception {
        failed = true;
        Block block = consumer.next();
        failed = false;
        return block;
    }

    @Override
    public boolean ended() {
        return true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (failed) {
            consumer.close();
        } else {
            consumer.end();
            resources.giveBack(consumer);
        }
    }
}
