// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Clock;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Knows which partitions a subscription has, and the ids of their topics. Asks Kafka again from time to time, without
 * waiting for the answer.
 */
final class TopicWatch {
    static final long AGAIN_MILLIS = 100;

    private final AdminCalls calls;
    private final Subscription subscription;
    private final Clock clock;
    private final long intervalNanos;
    private @Nullable CompletableFuture<TreeMap<TopicPartition, String>> asked;
    private long nextNanos;

    TopicWatch(AdminCalls calls, Subscription subscription, Clock clock, long intervalMillis) {
        this.calls = calls;
        this.subscription = subscription;
        this.clock = clock;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.nextNanos = clock.nanoTime();
    }

    /** Returns all partitions now, with the id of the topic of each. */
    TreeMap<TopicPartition, String> now() throws IOException, InterruptedException {
        nextNanos = clock.nanoTime() + intervalNanos;
        CompletableFuture<TreeMap<TopicPartition, String>> answer = ask();
        try {
            return answer.get(calls.timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw calls.failure("the topics of " + subscription.describe(), e);
        }
    }

    /**
     * Returns all partitions as soon as an answer has what must be there, and otherwise, after a while, the last answer: which broker is
     * asked is chance, and one that is behind has not heard of a new topic yet, or not that it was made again.
     */
    TreeMap<TopicPartition, String> now(Predicate<? super TreeMap<TopicPartition, String>> hasAll)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Doubts.BELIEVED_AFTER_MILLIS);
        TreeMap<TopicPartition, String> answer = now();
        while (!hasAll.test(answer) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            answer = now();
        }
        return answer;
    }

    /** Has the next question asked soon, whatever the interval. */
    void askSoon() {
        long soon = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
        if (soon - nextNanos < 0) {
            nextNanos = soon;
        }
    }

    /** Returns all partitions if the time to ask has come and the answer is there. */
    Optional<TreeMap<TopicPartition, String>> poll() throws IOException {
        CompletableFuture<TreeMap<TopicPartition, String>> pending = asked;
        if (pending == null) {
            if (clock.nanoTime() - nextNanos >= 0) {
                nextNanos = clock.nanoTime() + intervalNanos;
                asked = ask();
            }
            return Optional.empty();
        }
        if (!pending.isDone()) {
            return Optional.empty();
        }
        asked = null;
        try {
            return Optional.of(pending.join());
        } catch (CompletionException e) {
            throw calls.failure("the topics of " + subscription.describe(), e);
        }
    }

    private CompletableFuture<TreeMap<TopicPartition, String>> ask() {
        return topics().thenCompose(this::describe).toCompletableFuture();
    }

    private CompletionStage<? extends Collection<String>> topics() {
        if (subscription instanceof Subscription.Topics topics) {
            return CompletableFuture.completedFuture(topics.names());
        }
        if (subscription instanceof Subscription.Partitions partitions) {
            return CompletableFuture.completedFuture(partitions.topics());
        }
        Subscription.Names names = (Subscription.Names) subscription;
        return calls.admin()
                .listTopics(new ListTopicsOptions().timeoutMs(calls.timeoutMillis()))
                .names()
                .toCompletionStage()
                .thenApply(all -> {
                    TreeSet<String> matching = new TreeSet<>(all);
                    matching.removeIf(topic -> !names.matches(topic));
                    return matching;
                });
    }

    private CompletionStage<TreeMap<TopicPartition, String>> describe(Collection<String> topics) {
        CompletionStage<TreeMap<TopicPartition, String>> all =
                CompletableFuture.completedFuture(new TreeMap<>(Partitions.ORDER));
        var described = calls.admin()
                .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(calls.timeoutMillis()))
                .topicNameValues();
        for (var topic : described.values()) {
            CompletionStage<Optional<TopicDescription>> one =
                    topic.toCompletionStage().handle(TopicWatch::ifThere);
            all = all.thenCombine(one, this::with);
        }
        return all;
    }

    private static Optional<TopicDescription> ifThere(
            @Nullable TopicDescription description, @Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause != null && !(cause instanceof UnknownTopicOrPartitionException)) {
            throw new CompletionException(cause);
        }
        return Optional.ofNullable(description);
    }

    private TreeMap<TopicPartition, String> with(
            TreeMap<TopicPartition, String> known, Optional<TopicDescription> described) {
        described.ifPresent(topic -> {
            for (TopicPartitionInfo info : topic.partitions()) {
                TopicPartition partition = new TopicPartition(topic.name(), info.partition());
                if (subscription.has(partition)) {
                    known.put(partition, topic.topicId().toString());
                }
            }
        });
        return known;
    }
}
