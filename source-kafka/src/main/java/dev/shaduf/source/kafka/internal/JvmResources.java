// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tasks of this JVM share of one source: what was fetched ahead, consumers, deserializers. All of it may be missing,
 * and is then made. Safe for use by many threads.
 */
public final class JvmResources {
    private static final Map<String, JvmResources> ALL = new ConcurrentHashMap<>();
    private static final long ABANDONED_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int IDLE = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Queue<Prefetch> prefetches = new ConcurrentLinkedQueue<>();
    private final Queue<SplitConsumer> consumers = new ConcurrentLinkedQueue<>();
    private final Queue<RecordFactory<?>> factories = new ConcurrentLinkedQueue<>();

    private volatile long usedNanos = System.nanoTime();
    /** Whether what tasks give back is closed, because nobody will use it. */
    private volatile boolean ended;

    private JvmResources() {}

    static JvmResources of(String id) {
        JvmResources known = ALL.get(id);
        if (known == null) {
            closeAbandoned(System.nanoTime());
            known = ALL.computeIfAbsent(id, key -> new JvmResources());
        }
        known.usedNanos = System.nanoTime();
        return known;
    }

    /** Closes what sources left that had no stream here: nobody says when they are no longer wanted. */
    static void closeAbandoned(long nowNanos) {
        ALL.values().removeIf(resources -> {
            boolean abandoned = resources.prefetches.isEmpty() && nowNanos - resources.usedNanos > ABANDONED_NANOS;
            if (abandoned) {
                resources.closeIdle();
            }
            return abandoned;
        });
    }

    /** Closes what belongs to a source, unless another planner of it is at work. */
    static void end(String id, Prefetch ended) {
        JvmResources resources = ALL.get(id);
        if (resources == null) {
            return;
        }
        resources.prefetches.remove(ended);
        if (resources.prefetches.isEmpty()) {
            ALL.remove(id, resources);
            resources.closeIdle();
        }
    }

    private void closeIdle() {
        ended = true;
        for (SplitConsumer consumer = consumers.poll(); consumer != null; consumer = consumers.poll()) {
            consumer.close();
        }
        for (RecordFactory<?> factory = factories.poll(); factory != null; factory = factories.poll()) {
            factory.close();
        }
    }

    void offer(Prefetch prefetch) {
        prefetches.add(prefetch);
    }

    /** The end may have come while something was given back. */
    private void closeLate() {
        usedNanos = System.nanoTime();
        if (ended) {
            closeIdle();
        }
    }

    /** Finds what was fetched ahead for a split. */
    @Nullable
    CutRead claim(KafkaSplit split, Duration readTimeout) {
        for (Prefetch prefetch : prefetches) {
            PartitionBuffer buffer = prefetch.buffer(split.topicPartition());
            Cut cut = buffer == null ? null : buffer.claim(split.from(), split.until());
            if (buffer != null && cut != null) {
                return new CutRead(buffer, cut, readTimeout);
            }
        }
        return null;
    }

    /** Has a stream of this JVM report an error; false if there is none. */
    boolean report(String message) {
        Prefetch any = prefetches.peek();
        if (any != null) {
            any.report(message);
        }
        return any != null;
    }

    SplitConsumer consumer(Plan plan, String isolation) {
        SplitConsumer idle = consumers.poll();
        return idle == null ? new SplitConsumer(plan, isolation) : idle;
    }

    void giveBack(SplitConsumer consumer) {
        if (!ended && consumers.size() < IDLE) {
            consumers.add(consumer);
            closeLate();
        } else {
            consumer.close();
        }
    }

    @SuppressWarnings("unchecked") // all factories of a source make the same
    <T> @Nullable RecordFactory<T> factory() {
        return (RecordFactory<T>) factories.poll();
    }

    void giveBack(RecordFactory<?> factory) {
        if (!ended && factories.size() < IDLE) {
            factories.add(factory);
            closeLate();
        } else {
            factory.close();
        }
    }
}
