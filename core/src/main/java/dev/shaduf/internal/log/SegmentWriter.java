// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.internal.log.SegmentHeader.Link;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes groups into segments, and begins a new one after the old is full, or has failed. Used by one thread at a time. */
final class SegmentWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final CheckpointStore store;
    private final String log;
    private final LogIdentity identity;
    private final long segmentBytes;
    private final Parts parts;
    private Link previous;
    private CheckpointStore.@Nullable Segment segment;
    private @Nullable SegmentName name;
    private long durable;

    SegmentWriter(
            CheckpointStore store, String log, LogIdentity identity, long segmentBytes, Parts parts, Link previous) {
        this.store = store;
        this.log = log;
        this.identity = identity;
        this.segmentBytes = segmentBytes;
        this.parts = parts;
        this.previous = previous;
        this.durable = previous.end();
    }

    /**
     * Writes a group; after an exception nothing that was not durable is in the log.
     *
     * @param group the group; it may be empty
     * @param end the first address after it
     * @param sync whether to make durable everything before that address
     */
    void write(Group group, long end, boolean sync) throws IOException {
        try {
            if (!group.isEmpty()) {
                target(group.base()).append(group.buffers());
                parts.written(end);
            }
            if (sync && segment != null) {
                segment.sync();
                durable = end;
            }
        } catch (IOException | RuntimeException | Error e) {
            giveUp();
            throw e;
        }
    }

    /** The end of what is durable in the segments written so far; also a write that failed may have moved it. */
    long durable() {
        return durable;
    }

    boolean isOpen() {
        return segment != null;
    }

    void close() throws IOException {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }

    private CheckpointStore.Segment target(long base) throws IOException {
        CheckpointStore.Segment current = segment;
        if (current != null && current.length() >= segmentBytes) {
            current.sync();
            durable = base;
            current.close();
            end(base);
            current = null;
        }
        return current == null ? create(base) : current;
    }

    private CheckpointStore.Segment create(long base) throws IOException {
        SegmentName created = new SegmentName(log, identity.epoch(), base);
        CheckpointStore.Segment target = store.create(created.toString());
        segment = target;
        name = created;
        target.append(new ByteBuffer[] {
            new SegmentHeader(identity.stream(), identity.epoch(), base, previous, SegmentHeader.VERSION).encode()
        });
        parts.begun(created);
        return target;
    }

    /** What is durable of the segment stays; the header of the next one says where that ends. */
    private void giveUp() {
        CheckpointStore.Segment failed = segment;
        if (failed == null || name == null) {
            return;
        }
        try {
            failed.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Cannot close the failed segment {}: {}", name, e.toString());
        }
        SegmentName failedName = name;
        boolean useful = durable > failedName.base();
        parts.failed(failedName, durable);
        end(durable);
        if (!useful) {
            drop(failedName);
        }
    }

    private void end(long end) {
        SegmentName ended = name;
        if (ended != null && end > ended.base()) {
            previous = new Link(ended.epoch(), ended.base(), end);
        }
        segment = null;
        name = null;
    }

    private void drop(SegmentName failed) {
        try {
            store.delete(failed.toString());
        } catch (IOException | RuntimeException e) {
            LOG.debug("Cannot delete the failed segment {}: {}", failed, e.toString());
        }
    }
}
