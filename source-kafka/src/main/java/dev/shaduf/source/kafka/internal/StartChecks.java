// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is asked of Kafka before anything is read. */
final class StartChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);

    private final AdminCalls calls;
    private final Plan plan;

    StartChecks(AdminCalls calls, Plan plan) {
        this.calls = calls;
        this.plan = plan;
    }

    /** Tells whether an answer has all that the options name. */
    boolean hasAll(Collection<TopicPartition> found) {
        return missing(found).isEmpty()
                && (!(plan.start() instanceof Start.Offsets given)
                        || given.offsets().keySet().stream()
                                .filter(plan.subscription()::has)
                                .allMatch(found::contains));
    }

    /** Refuses topics and partitions that are not there. */
    void present(Collection<TopicPartition> found) throws IOException {
        TreeSet<String> missing = missing(found);
        if (!missing.isEmpty()) {
            throw new IOException("Kafka at '" + plan.connection().bootstrap() + "' has no " + missing
                    + "; create it, or check the names and the permission to describe it");
        }
    }

    private TreeSet<String> missing(Collection<TopicPartition> found) {
        TreeSet<String> missing = new TreeSet<>();
        if (plan.subscription() instanceof Subscription.Topics topics) {
            missing.addAll(topics.names());
            found.forEach(partition -> missing.remove(partition.topic()));
        }
        if (plan.subscription() instanceof Subscription.Partitions partitions) {
            partitions.partitions().stream()
                    .filter(partition -> !found.contains(partition))
                    .forEach(partition -> missing.add(partition.toString()));
        }
        return missing;
    }

    /** Looks for compacted topics. */
    void compaction(Collection<TopicPartition> partitions) throws IOException, InterruptedException {
        TreeSet<String> refused = refused(partitions);
        if (!refused.isEmpty()) {
            throw new IOException(compacted(refused));
        }
    }

    /** Says why compacted topics are not read. */
    static String compacted(Collection<String> topics) {
        return "topics " + topics + " are compacted: a batch that is run again may find fewer"
                + " records. Say compacted=at-least-once, or compacted=allow if only the newest record of a key counts";
    }

    /** Returns the topics that are compacted, if they may not be; otherwise notes them. */
    TreeSet<String> refused(Collection<TopicPartition> partitions) throws IOException, InterruptedException {
        TreeSet<String> compacted = new TreeSet<>();
        if (partitions.isEmpty()) {
            return compacted;
        }
        List<ConfigResource> topics = partitions.stream()
                .map(TopicPartition::topic)
                .distinct()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs = calls.awaitTopics(
                "the settings of the topics",
                () -> calls.admin().describeConfigs(topics).all());
        configs.forEach((topic, config) -> {
            ConfigEntry policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (policy != null && String.valueOf(policy.value()).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                compacted.add(topic.name());
            }
        });
        if (plan.compacted() == Plan.Compacted.REFUSE) {
            return compacted;
        }
        if (!compacted.isEmpty()) {
            LOG.info("Topics {} are compacted: a batch that is run again may find fewer records", compacted);
        }
        return new TreeSet<>();
    }

    /** Finds the offsets to begin at. */
    TreeMap<TopicPartition, Long> begin(Collection<TopicPartition> partitions, Start start)
            throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, start.spec(partition)));
        TreeMap<TopicPartition, Long> found = offsets(specs);
        if (start instanceof Start.Offsets given) {
            found.replaceAll((partition, earliest) -> given.offsets().getOrDefault(partition, earliest));
            refuseUnknown(given, found);
            refuseWhatIsNotThereYet(given);
        }
        if (found.containsValue(-1L)) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            found.forEach((partition, offset) -> ends.put(partition, OffsetSpec.latest()));
            TreeMap<TopicPartition, Long> latest = offsets(ends);
            found.replaceAll((partition, offset) -> offset < 0 ? latest.getOrDefault(partition, 0L) : offset);
        }
        return found;
    }

    private static void refuseUnknown(Start.Offsets given, Map<TopicPartition, Long> found) {
        TreeSet<TopicPartition> unknown = new TreeSet<>(Partitions.ORDER);
        unknown.addAll(given.offsets().keySet());
        unknown.removeAll(found.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("startingOffsets names " + unknown
                    + ", which are not among the partitions read: " + found.keySet());
        }
    }

    /** What is before the first record may have been deleted since the program began there, and is no matter to a restart. */
    private void refuseWhatIsNotThereYet(Start.Offsets given) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        given.offsets().keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        TreeMap<TopicPartition, Long> latest = offsets(ends, IsolationLevel.READ_UNCOMMITTED);
        for (Map.Entry<TopicPartition, Long> offset : given.offsets().entrySet()) {
            if (plan.failOnDataLoss() && offset.getValue() > latest.getOrDefault(offset.getKey(), Long.MAX_VALUE)) {
                throw new IllegalArgumentException("startingOffsets says " + offset.getKey() + "=" + offset.getValue()
                        + ", but that partition ends at " + latest.get(offset.getKey())
                        + "; name an offset that it has, latest, or say failOnDataLoss=false");
            }
        }
    }

    private TreeMap<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> specs)
            throws IOException, InterruptedException {
        return offsets(
                specs,
                plan.isolation().equals("read_committed")
                        ? IsolationLevel.READ_COMMITTED
                        : IsolationLevel.READ_UNCOMMITTED);
    }

    private TreeMap<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> specs, IsolationLevel isolation)
            throws IOException, InterruptedException {
        TreeMap<TopicPartition, Long> offsets = new TreeMap<>(Partitions.ORDER);
        if (specs.isEmpty()) {
            return offsets;
        }
        Map<TopicPartition, ListOffsetsResultInfo> found = calls.await(
                "the offsets of " + plan.subscription().describe(),
                calls.admin()
                        .listOffsets(specs, new ListOffsetsOptions(isolation))
                        .all());
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
