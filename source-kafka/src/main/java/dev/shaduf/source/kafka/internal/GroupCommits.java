// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.spi.SourceContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a consumer group how far the stream is, for tools that show the lag. Nothing is ever read back from it. One thread
 * at a time.
 */
final class GroupCommits {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AdminCalls calls;
    private final String group;
    private final SourceContext context;
    private final String mark;
    private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();
    /** What was sent last, until it has arrived. */
    private Map<TopicPartition, OffsetAndMetadata> inFlight = Map.of();

    private @Nullable KafkaFuture<Void> sent;
    private long nextNanos;

    GroupCommits(AdminCalls calls, String group, SourceContext context) {
        this.calls = calls;
        this.group = group;
        this.context = context;
        this.mark = "shaduf:" + context.uid();
        this.nextNanos = context.clock().nanoTime();
    }

    /** Refuses a group that somebody else uses. */
    void check() throws IOException, InterruptedException {
        List<String> members = members();
        if (!members.isEmpty()) {
            throw new IOException("group '" + group + "' has live members " + members
                    + ", and commits of this stream would disturb them; give it a group.id of its own");
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = calls.await(
                "the offsets of group '" + group + "'",
                calls.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        offsets.forEach((partition, offset) -> {
            if (offset != null && !mark.equals(offset.metadata())) {
                throw new IllegalStateException("group '" + group + "' has an offset of " + partition
                        + " that is not of the input '" + context.uid()
                        + "'; give this stream a group.id of its own, or"
                        + " delete the offsets of the group");
            }
        });
    }

    private List<String> members() throws IOException, InterruptedException {
        try {
            ConsumerGroupDescription description = calls.admin()
                    .describeConsumerGroups(List.of(group))
                    .all()
                    .get(calls.timeoutMillis(), TimeUnit.MILLISECONDS)
                    .get(group);
            return description == null
                    ? List.of()
                    : description.members().stream()
                            .map(member -> member.clientId() + "@" + member.host())
                            .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw calls.failure("group '" + group + "'", e);
        } catch (TimeoutException e) {
            throw calls.failure("group '" + group + "'", e);
        }
    }

    /** Takes the end of a range that is durably processed. */
    void processed(KafkaRange range) {
        pending.clear(); // a range has all partitions that there are, and no others
        for (PartitionRange part : range.partitions()) {
            pending.put(part.topicPartition(), new OffsetAndMetadata(part.until(), Optional.empty(), mark));
        }
        flush();
    }

    /** Sends what is pending, at most once in a while. */
    void flush() {
        long now = context.clock().nanoTime();
        if (now - nextNanos < 0 || !settled(now)) {
            return;
        }
        if (!pending.isEmpty()) {
            nextNanos = now + INTERVAL_NANOS;
            inFlight = Map.copyOf(pending);
            pending.clear();
            sent = calls.admin().alterConsumerGroupOffsets(group, inFlight).all();
        }
    }

    /** Tells whether something may be sent now. */
    private boolean settled(long now) {
        KafkaFuture<Void> last = sent;
        if (last == null) {
            return true;
        }
        if (!last.isDone()) {
            return false;
        }
        sent = null;
        if (!last.isCompletedExceptionally()) {
            return true;
        }
        context.reportError(
                "the offsets of group '" + group + "' could not be committed; nothing but its lag is"
                        + " wrong, and the next commit mends it",
                null);
        inFlight.forEach(pending::putIfAbsent);
        nextNanos = now + AGAIN_NANOS;
        return false;
    }

    /** Sends the rest and waits until it has arrived. */
    void close() throws IOException, InterruptedException {
        KafkaFuture<Void> last = sent;
        if (last != null) {
            try {
                calls.await("a commit of group '" + group + "'", last);
            } catch (IOException e) {
                inFlight.forEach(pending::putIfAbsent); // once more, below
            }
        }
        if (!pending.isEmpty()) {
            calls.await(
                    "a commit of group '" + group + "'",
                    calls.admin()
                            .alterConsumerGroupOffsets(group, Map.copyOf(pending))
                            .all());
            pending.clear();
        }
    }
}
