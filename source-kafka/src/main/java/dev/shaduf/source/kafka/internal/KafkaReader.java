// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.function.Function0;
import dev.shaduf.spi.RecordOutput;
import dev.shaduf.spi.SourceReader;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Reads a split: what was fetched ahead, if it is there, and the rest from Kafka. Makes the records here, in the task.
 *
 * @param <T> the type of the records
 */
public final class KafkaReader<T> implements SourceReader<T> {
    private final Plan plan;
    private final KafkaSplit split;
    private final boolean reject;
    private final RecordFactory<T> factory;
    private final JvmResources resources;
    private final RawRecord raw;
    private Blocks blocks;
    private Block block;
    private int index;
    private long position;
    private boolean closed;

    private KafkaReader(
            Plan plan,
            KafkaSplit split,
            boolean reject,
            JvmResources resources,
            RecordFactory<T> factory,
            Blocks blocks) {
        this.plan = plan;
        this.resources = resources;
        this.split = split;
        this.reject = reject;
        this.factory = factory;
        this.position = split.from();
        this.blocks = blocks;
        this.block = Block.gap(split.from());
        this.raw = new RawRecord(block.page());
    }

    /**
     * Opens a split.
     *
     * @param reject whether what cannot be made a record is rejected, rather than failing the task
     * @param factories make a factory if none is idle
     */
    public static <T> KafkaReader<T> open(
            Plan plan, KafkaSplit split, boolean reject, Function0<RecordFactory<T>> factories) throws Exception {
        JvmResources resources = JvmResources.of(plan.id());
        RecordFactory<T> idle = resources.factory();
        RecordFactory<T> factory = idle == null ? factories.call() : idle;
        try {
            Blocks ahead = resources.claim(split, plan.readTimeout());
            Blocks blocks = ahead == null ? DirectRead.begin(plan, split, split.from(), 0) : ahead;
            return new KafkaReader<>(plan, split, reject, resources, factory, blocks);
        } catch (Exception e) {
            resources.giveBack(factory);
            throw e;
        }
    }

    @Override
    public boolean read(RecordOutput<T> output, int max) throws Exception {
        int count = 0;
        while (count < max) {
            if (index == block.until() && !nextBlock()) {
                return false;
            }
            int end = Math.min(block.until(), index + max - count);
            count += end - index;
            while (index < end) {
                raw.moveTo(block.page(), index++);
                hand(output);
            }
        }
        return true;
    }

    /** Returns the offset of what would be read next. */
    long position() {
        return index < block.until() ? block.page().offset(index) : position;
    }

    private void hand(RecordOutput<T> output) throws Exception {
        T record;
        try {
            record = factory.make(raw);
        } catch (RetriableException | InterruptedException | InterruptException e) {
            // Not the record's fault: what it is read with is away for a while, or the task is to end.
            throw e;
        } catch (Exception e) {
            refuse(output, e);
            return;
        }
        if (record != null) {
            output.add(record);
        }
    }

    private void refuse(RecordOutput<T> output, Exception error) throws Exception {
        String where = raw.topic() + "-" + raw.partition() + " at offset " + raw.offset();
        IOException named = new IOException(
                "the record of " + where + " cannot be deserialized: " + error
                        + "; is it the right deserializer? onDeserializationError=reject makes such records dead letters",
                error);
        if (!reject) {
            throw named;
        }
        output.reject(
                Preview.of(raw.value()),
                Map.of(
                        "topic", raw.topic(),
                        "partition", String.valueOf(raw.partition()),
                        "offset", String.valueOf(raw.offset())),
                named);
    }

    private boolean nextBlock() throws Exception {
        while (position < split.until()) {
            long begun = System.nanoTime();
            Block next = blocks.next();
            if (next == null) {
                if (blocks.ended()) {
                    return false;
                }
                goDirect(System.nanoTime() - begun);
            } else {
                position = next.next();
                block = next;
                index = next.from();
                if (next.size() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What was fetched ahead has ended; where the split has, too, only gaps are left. */
    private void goDirect(long waitedNanos) throws Exception {
        blocks.close();
        blocks = DirectRead.begin(plan, split, position, waitedNanos);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            blocks.close();
            resources.giveBack(factory);
        }
    }
}
