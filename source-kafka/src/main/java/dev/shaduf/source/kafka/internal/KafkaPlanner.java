// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.spi.ReadLimit;
import dev.shaduf.spi.SourceContext;
import dev.shaduf.spi.SourcePlanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Cuts batches from what consumers have fetched, and from what they are about to. */
public final class KafkaPlanner implements SourcePlanner<KafkaRange> {
    private final Plan plan;
    private final SourceContext context;
    private final AdminCalls calls;
    private final StartChecks checks;
    private final TopicWatch watch;
    private final @Nullable GroupCommits group;
    private final Prefetch prefetch;
    private final Losses losses;
    private final Rates rates;
    private final TreeMap<TopicPartition, String> topicIds = new TreeMap<>(Partitions.ORDER);
    private final Departed departed = new Departed();
    private final Doubts doubts = new Doubts();
    private TreeMap<TopicPartition, Long> begin = new TreeMap<>(Partitions.ORDER);
    /** Compacted topics that were found while reading. */
    private Set<String> leftOut = Set.of();

    private boolean begun;
    private boolean closed;

    private KafkaPlanner(Plan plan, SourceContext context, AdminCalls calls) {
        this.plan = plan;
        this.context = context;
        this.calls = calls;
        this.checks = new StartChecks(calls, plan);
        this.watch = new TopicWatch(
                calls, plan.subscription(), context.clock(), plan.discovery().milliseconds());
        String groupId = plan.groupId();
        this.group = groupId == null ? null : new GroupCommits(calls, groupId, context);
        this.losses = new Losses(context, plan.failOnDataLoss());
        this.rates = new Rates(context);
        this.prefetch = new Prefetch(plan, context, losses);
    }

    /** Connects and looks that all is there. */
    public static KafkaPlanner open(Plan plan, SourceContext context) throws IOException, InterruptedException {
        return open(
                plan, context, new AdminCalls(plan.connection(), context.threadName("admin"), plan.connectTimeout()));
    }

    static KafkaPlanner open(Plan plan, SourceContext context, AdminCalls calls)
            throws IOException, InterruptedException {
        KafkaPlanner planner = new KafkaPlanner(plan, context, calls);
        try {
            planner.check();
            return planner;
        } catch (IOException | InterruptedException | RuntimeException e) {
            planner.close();
            throw e;
        }
    }

    private void check() throws IOException, InterruptedException {
        topicIds.putAll(watch.now(answer -> checks.hasAll(answer.keySet())));
        checks.present(topicIds.keySet());
        checks.compaction(topicIds.keySet());
        if (group != null) {
            group.check();
        }
        begin = checks.begin(topicIds.keySet(), plan.start());
    }

    @Override
    public void restore(KafkaRange last) throws IOException, InterruptedException {
        TreeMap<TopicPartition, OffsetAndMetadata> positions = new TreeMap<>(Partitions.ORDER);
        List<PartitionRange> read = last.partitions().stream()
                .filter(part -> plan.subscription().has(part.topicPartition()))
                .toList();
        if (!areAsRead(read, topicIds)) {
            topicIds.putAll(watch.now(answer -> areAsRead(read, answer)));
            checks.compaction(topicIds.keySet());
        }
        for (PartitionRange part : read) {
            restore(part).ifPresent(position -> positions.put(part.topicPartition(), position));
        }
        checks.begin(topicIds.keySet(), new Start.Earliest())
                .forEach((partition, offset) -> positions.putIfAbsent(partition, new OffsetAndMetadata(offset)));
        begin(positions);
    }

    private static boolean areAsRead(List<PartitionRange> read, Map<TopicPartition, String> ids) {
        return read.stream().allMatch(part -> part.topicId().equals(ids.get(part.topicPartition())));
    }

    /** Returns where to go on, if the partition is still the one that was read. */
    private Optional<OffsetAndMetadata> restore(PartitionRange part) throws DataLossException {
        TopicPartition partition = part.topicPartition();
        String id = topicIds.get(partition);
        if (id == null) {
            context.reportError(
                    "partition " + partition + ", read to offset " + part.until() + ", is not there any more", null);
            departed.add(partition, part.topicId(), part.until());
            return Optional.empty();
        }
        if (!id.equals(part.topicId())) {
            losses.tolerated(partition, recreated(partition.topic(), part.topicId(), id), 0);
            losses.refuse();
            return Optional.empty();
        }
        Optional<Integer> epoch = part.leaderEpoch() < 0 ? Optional.empty() : Optional.of(part.leaderEpoch());
        return Optional.of(new OffsetAndMetadata(part.until(), epoch, ""));
    }

    private static String recreated(String topic, String before, String now) {
        return "topic '" + topic + "' was deleted and made again: its id was " + before + " and is " + now;
    }

    private void begin(Map<TopicPartition, OffsetAndMetadata> positions) {
        begun = true;
        prefetch.begin(positions);
    }

    @Override
    public Optional<KafkaRange> plan(ReadLimit limit) throws IOException, InterruptedException {
        if (!begun) {
            TreeMap<TopicPartition, OffsetAndMetadata> positions = new TreeMap<>(Partitions.ORDER);
            begin.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
            begin(positions);
        }
        Optional<TreeMap<TopicPartition, String>> found = watch.poll();
        if (found.isPresent()) {
            discover(found.get());
        }
        if (group != null) {
            group.flush();
        }
        losses.refuse();
        prefetch.refuseFault();
        return cut(limit);
    }

    private Optional<KafkaRange> cut(ReadLimit limit) {
        Map<TopicPartition, Long> shares = prefetch.shares(limit);
        List<PartitionRange> parts = new ArrayList<>();
        topicIds.forEach((partition, id) -> {
            PartitionBuffer buffer = prefetch.buffer(partition);
            if (buffer != null) {
                long share = doubts.about(partition) ? 0 : shares.getOrDefault(partition, 0L);
                parts.add(buffer.plan(share, id, partition.topic()));
            }
        });
        rates.planned(parts);
        KafkaRange range = new KafkaRange(plan.isolation(), parts);
        if (range.records() == 0) {
            return Optional.empty();
        }
        Splits.of(range, plan.minPartitions()).forEach(prefetch::cut);
        return Optional.of(range);
    }

    /** Takes in what has changed since partitions were last asked for. */
    private void discover(TreeMap<TopicPartition, String> found) throws IOException, InterruptedException {
        long now = context.clock().nanoTime();
        doubts.compare(topicIds, found, now);
        if (doubts.any()) {
            watch.askSoon();
        }
        List<TopicPartition> gone = topicIds.keySet().stream()
                .filter(partition -> !found.containsKey(partition) && !doubts.open(partition, now))
                .toList();
        gone.forEach(this::leave);
        List<TopicPartition> fresh = new ArrayList<>();
        found.forEach((partition, id) -> {
            if (doubts.open(partition, now)) {
                return;
            }
            String reading = topicIds.get(partition);
            String known = reading == null ? departed.topicId(partition.topic(), id) : reading;
            if (!known.equals(id) && !losses.tolerated(partition, recreated(partition.topic(), known, id), 0)) {
                return;
            }
            if (!id.equals(reading)) {
                fresh.add(partition);
            }
        });
        leaveOutCompacted(fresh);
        if (!fresh.isEmpty()) {
            checks.begin(fresh, new Start.Earliest()).forEach((partition, offset) -> {
                String id = String.valueOf(found.get(partition));
                topicIds.put(partition, id);
                long from = departed.comeBack(partition, id).orElse(offset);
                prefetch.join(partition, new OffsetAndMetadata(from));
            });
        }
    }

    /** Topics that would have kept the program from starting are not read when they come later. */
    private void leaveOutCompacted(List<TopicPartition> fresh) throws IOException, InterruptedException {
        Set<String> compacted = checks.refused(fresh);
        fresh.removeIf(partition -> compacted.contains(partition.topic()));
        if (!leftOut.containsAll(compacted)) {
            context.reportError(StartChecks.compacted(compacted) + "; they are not read", null);
        }
        leftOut = compacted;
    }

    private void leave(TopicPartition partition) {
        context.reportError("partition " + partition + " was deleted; it is not read any more", null);
        context.count("deleted-partitions", 1);
        PartitionBuffer buffer = prefetch.buffer(partition);
        departed.add(partition, String.valueOf(topicIds.remove(partition)), buffer == null ? 0 : buffer.planned());
        prefetch.leave(partition);
    }

    @Override
    public int lanes() {
        return Math.max(1, topicIds.size());
    }

    @Override
    public Map<String, Object> metadata() {
        Map<String, Object> figures = prefetch.figures();
        rates.addTo(figures);
        return figures;
    }

    @Override
    public void committed(KafkaRange range) {
        range.partitions().forEach(part -> prefetch.forget(part.topicPartition(), part.until()));
        if (group != null) {
            group.processed(range);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        try (calls) {
            try {
                prefetch.close();
            } finally {
                if (group != null && begun) {
                    group.close();
                }
            }
        }
    }
}
